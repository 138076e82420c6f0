package dev.digitgan.checkpoint.codec;

import ai.djl.ndarray.types.Shape;
import dev.digitgan.checkpoint.v1.Compat;
import dev.digitgan.checkpoint.v1.Distribution;
import dev.digitgan.checkpoint.v1.Latent;
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

/** Converts a generator's description to and from a manifest; refusals name the field. */
public final class CompatCodec {
  private static final int SCHEMA = 1;

  private static final int MAX_CLASSES = 1_000;
  private static final String ENGINE = "pytorch";
  private static final String PRECISION = "float32";
  private static final String DISTRIBUTION = "DISTRIBUTION_";

  private CompatCodec() {}

  /** Describes {@code spec}; {@code engine} trained the weights, e.g. "pytorch-2.7.1". */
  public static Compat encode(GeneratorSpec spec, String engine) {
    LatentSource latents = spec.latents();
    Compat.Builder compat =
        Compat.newBuilder()
            .setSchema(SCHEMA)
            .setClasses(spec.classes())
            .setEngine(engine)
            .setPrecision(PRECISION)
            .addAllLayers(LayerCodec.encode(spec.stack()))
            .setRange(LayerCodec.encode(spec.range()))
            .setShape(LayerCodec.encode(spec.shape()));
    compat
        .getLatentBuilder()
        .setSize(latents.size())
        .setDistribution(Distribution.valueOf(DISTRIBUTION + latents.distribution().name()))
        .setScheme(LatentSource.SCHEME);
    return compat.build();
  }

  public static GeneratorSpec decode(Compat compat) throws CheckpointException {
    Latent latent = compat.getLatent();
    int classes = compat.getClasses();
    require(compat.getSchema() == SCHEMA, "schema", compat.getSchema(), SCHEMA);
    require(
        compat.getEngine().startsWith(ENGINE), "engine", "'" + compat.getEngine() + "'", ENGINE);
    require(
        compat.getPrecision().equals(PRECISION),
        "precision",
        "'" + compat.getPrecision() + "'",
        PRECISION);
    require(
        latent.getScheme() == LatentSource.SCHEME,
        "latent.scheme",
        latent.getScheme(),
        LatentSource.SCHEME);
    require(classes >= 0 && classes <= MAX_CLASSES, "classes", classes, "0 to " + MAX_CLASSES);
    LatentSource latents =
        field(
            "latent",
            () -> new LatentSource(latent.getSize(), distribution(latent.getDistribution())));
    ValueRange range = field("range", () -> LayerCodec.decode(compat.getRange()));
    ImageShape shape = field("shape", () -> LayerCodec.decode(compat.getShape()));
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < compat.getLayersCount(); i++) {
      int index = i;
      layers.add(field("layers[" + i + "]", () -> LayerCodec.decode(compat.getLayers(index))));
    }
    return field(
        "layers",
        () ->
            new GeneratorSpec(
                new LayerStack(layers, new Shape(latents.size() + (long) classes)),
                latents,
                range,
                shape,
                classes));
  }

  private static LatentDistribution distribution(Distribution distribution) {
    return switch (distribution) {
      case DISTRIBUTION_NORMAL -> LatentDistribution.NORMAL;
      case DISTRIBUTION_UNIFORM -> LatentDistribution.UNIFORM;
      case DISTRIBUTION_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException("unknown distribution");
    };
  }

  private static <T> T field(String name, Supplier<T> value) throws CheckpointException {
    return CheckpointException.parse("compat." + name, value);
  }

  private static void require(boolean known, String field, Object value, Object expected)
      throws CheckpointException {
    CheckpointException.check(
        known, "compat.%s is %s; this reader knows %s", field, value, expected);
  }
}
