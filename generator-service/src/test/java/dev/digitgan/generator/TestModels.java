package dev.digitgan.generator;

import ai.djl.Device;
import ai.djl.ndarray.types.Shape;
import dev.digitgan.checkpoint.codec.Safetensors;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.version.CheckpointDraft;
import dev.digitgan.generator.model.LoadedModel;
import dev.digitgan.generator.model.ModelDescription;
import dev.digitgan.generator.model.Numerics;
import dev.digitgan.generator.model.TileModel;
import dev.digitgan.image.ImageShape;
import dev.digitgan.latent.LatentDistribution;
import dev.digitgan.latent.LatentSource;
import dev.digitgan.network.Activation;
import dev.digitgan.network.ActivationFunction;
import dev.digitgan.network.GeneratorSpec;
import dev.digitgan.network.Layer;
import dev.digitgan.network.LayerStack;
import dev.digitgan.network.Linear;
import dev.digitgan.network.Network;
import dev.digitgan.network.Precision;
import dev.digitgan.network.Reshape;
import dev.digitgan.network.ValueRange;
import dev.digitgan.random.RandomStream;
import dev.digitgan.random.RandomStream.Domain;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Small models of the digits' own shape: real ones, never trained, and descriptions of others. */
public final class TestModels {
  public static final ImageShape SHAPE = new ImageShape(1, 28, 28);
  public static final LatentSource LATENTS = new LatentSource(8, LatentDistribution.NORMAL);
  public static final GeneratorSpec SPEC =
      new GeneratorSpec(
          new LayerStack(
              List.<Layer>of(
                  new Linear(8, 32),
                  Activation.of(ActivationFunction.GELU),
                  new Linear(32, 784),
                  Reshape.to(1, 28, 28),
                  Activation.of(ActivationFunction.TANH)),
              new Shape(8)),
          LATENTS,
          ValueRange.MINUS_ONE_TO_ONE,
          SHAPE,
          0);

  /** The same with ten classes. */
  public static final GeneratorSpec CONDITIONAL =
      new GeneratorSpec(
          new LayerStack(
              List.<Layer>of(
                  new Linear(18, 784),
                  Reshape.to(1, 28, 28),
                  Activation.of(ActivationFunction.TANH)),
              new Shape(18)),
          LATENTS,
          ValueRange.MINUS_ONE_TO_ONE,
          SHAPE,
          10);

  /** The same in three colours. */
  private static final GeneratorSpec COLOUR =
      new GeneratorSpec(
          new LayerStack(
              List.<Layer>of(
                  new Linear(8, 3 * 784),
                  Reshape.to(3, 28, 28),
                  Activation.of(ActivationFunction.TANH)),
              new Shape(8)),
          LATENTS,
          ValueRange.MINUS_ONE_TO_ONE,
          new ImageShape(3, 28, 28),
          0);

  private TestModels() {}

  /** A checkpoint that draws in colour. */
  public static CheckpointDraft colourDraft(long seed) {
    return draft(COLOUR, seed, 1);
  }

  /** A checkpoint with classes whose weights follow from {@code seed}. */
  public static CheckpointDraft conditionalDraft(long seed) {
    return draft(CONDITIONAL, seed, 1);
  }

  /** A checkpoint whose weights follow from {@code seed}. */
  public static CheckpointDraft draft(long seed) {
    return draft(SPEC, seed, 1);
  }

  /** A checkpoint whose network makes numbers that are not finite. */
  public static CheckpointDraft brokenDraft() {
    return draft(SPEC, 1, Float.NaN);
  }

  private static CheckpointDraft draft(GeneratorSpec spec, long seed, float scale) {
    RandomStream random = new RandomStream(seed, Domain.INITIAL_WEIGHTS, 0);
    try (Network network =
        Network.create(
            spec.stack(),
            Device.cpu(),
            (manager, name, tensor) -> {
              float[] values = new float[Math.toIntExact(tensor.shape().size())];
              random.nextNormals(values, 0, values.length);
              for (int i = 0; i < values.length; i++) {
                values[i] *= scale;
              }
              return manager.create(values, tensor.shape());
            })) {
      Manifest.Builder provenance = Manifest.newBuilder().setRecipe("untrained").setSeed(seed);
      provenance.getCreateTimeBuilder().setSeconds(1_700_000_000);
      return new CheckpointDraft(
          spec,
          "pytorch-2.7.1",
          Safetensors.encode(network),
          new byte[] {1, 2, 3},
          provenance.build());
    }
  }

  /** Describes version {@code number}; each has a digest of its own. */
  public static ModelDescription description(long number) {
    Sha256 digest = Sha256.of(Long.toString(number).getBytes(StandardCharsets.UTF_8));
    return new ModelDescription(
        Manifest.newBuilder()
            .setModel("digits")
            .setVersion(number)
            .setModelDigest(digest.toString())
            .build(),
        SPEC,
        new Numerics("pytorch-2.7.1", "cpu-x86_64", Precision.FLOAT32));
  }

  public static LoadedModel loaded(long number, TileModel model) {
    return new LoadedModel(description(number), model);
  }
}
