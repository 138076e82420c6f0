package dev.digitgan.checkpoint.codec;

import ai.djl.ndarray.types.Shape;
import dev.digitgan.checkpoint.v1.Compat;
import dev.digitgan.checkpoint.v1.Distribution;
import dev.digitgan.image.ImageShape;
import dev.digitgan.latent.LatentDistribution;
import dev.digitgan.latent.LatentSource;
import dev.digitgan.network.GeneratorSpec;
import dev.digitgan.network.Layer;
import dev.digitgan.network.LayerStack;
import dev.digitgan.network.ValueRange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A generator's description as it stands in a manifest, and back; refusals name the field. */
public final class CompatCodec {
  /** The newest form of manifest that is understood here. */
  static final int SCHEMA = 1;

  private static final int MAX_CLASSES = 1_000;
  private static final String ENGINE = "pytorch";
  private static final String PRECISION = "float32";
  private static final String DISTRIBUTION = "DISTRIBUTION_";

  private CompatCodec() {}

  /**
   * Describes {@code spec}.
   *
   * @param engine that the weights were trained on, e.g. "pytorch-2.7.1"
   */
  public static Compat encode(GeneratorSpec spec, String engine) {
    Compat.Builder compat =
        Compat.newBuilder()
            .setSchema(SCHEMA)
            .setClasses(spec.classes())
            .setEngine(engine)
            .setPrecision(PRECISION);
    spec.stack().layers().forEach(layer -> compat.addLayers(LayerCodec.encode(layer)));
    compat
        .getLatentBuilder()
        .setSize(spec.latents().size())
        .setDistribution(Distribution.valueOf(DISTRIBUTION + spec.latents().distribution().name()))
        .setScheme(LatentSource.SCHEME);
    compat.getRangeBuilder().setMin(spec.range().min()).setMax(spec.range().max());
    compat
        .getShapeBuilder()
        .setChannels(spec.shape().channels())
        .setHeight(spec.shape().height())
        .setWidth(spec.shape().width());
    return compat.build();
  }

  public static GeneratorSpec decode(Compat compat) throws CheckpointException {
    if (compat.getSchema() != SCHEMA) {
      throw refused("schema", compat.getSchema() + "; this reader knows " + SCHEMA);
    }
    if (!compat.getEngine().startsWith(ENGINE)) {
      throw refused("engine", "'" + compat.getEngine() + "'; this reader knows " + ENGINE);
    }
    if (!compat.getPrecision().equals(PRECISION)) {
      throw refused("precision", "'" + compat.getPrecision() + "'; this reader knows " + PRECISION);
    }
    if (compat.getLatent().getScheme() != LatentSource.SCHEME) {
      throw refused(
          "latent.scheme",
          compat.getLatent().getScheme() + "; this reader knows " + LatentSource.SCHEME);
    }
    if (compat.getClasses() < 0 || compat.getClasses() > MAX_CLASSES) {
      throw refused("classes", compat.getClasses() + "; this reader knows 0 to " + MAX_CLASSES);
    }
    LatentSource latents =
        field(
            "latent",
            () ->
                new LatentSource(
                    compat.getLatent().getSize(),
                    distribution(compat.getLatent().getDistribution())));
    ValueRange range =
        field(
            "range", () -> new ValueRange(compat.getRange().getMin(), compat.getRange().getMax()));
    ImageShape shape =
        field(
            "shape",
            () ->
                new ImageShape(
                    compat.getShape().getChannels(),
                    compat.getShape().getHeight(),
                    compat.getShape().getWidth()));
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < compat.getLayersCount(); i++) {
      int index = i;
      layers.add(field("layers[" + i + "]", () -> LayerCodec.decode(compat.getLayers(index))));
    }
    return field(
        "layers",
        () ->
            new GeneratorSpec(
                new LayerStack(layers, new Shape(latents.size() + (long) compat.getClasses())),
                latents,
                range,
                shape,
                compat.getClasses()));
  }

  private static LatentDistribution distribution(Distribution distribution) {
    return switch (distribution) {
      case DISTRIBUTION_NORMAL -> LatentDistribution.NORMAL;
      case DISTRIBUTION_UNIFORM -> LatentDistribution.UNIFORM;
      case DISTRIBUTION_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException("no distribution of a known kind");
    };
  }

  private static <T> T field(String name, Supplier<T> value) throws CheckpointException {
    try {
      return value.get();
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new WrongCheckpointException("compat." + name + ": " + e.getMessage(), e);
    }
  }

  private static CheckpointException refused(String field, String reason) {
    return new WrongCheckpointException("compat." + field + " is " + reason);
  }
}
