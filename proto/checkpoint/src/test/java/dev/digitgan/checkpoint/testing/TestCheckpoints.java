package dev.digitgan.checkpoint.testing;

import ai.djl.Device;
import ai.djl.ndarray.types.Shape;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.codec.Safetensors;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.version.CheckpointDraft;
import dev.digitgan.checkpoint.version.GoldenSample;
import dev.digitgan.image.ImageShape;
import dev.digitgan.latent.LatentDistribution;
import dev.digitgan.latent.LatentSource;
import dev.digitgan.network.Activation;
import dev.digitgan.network.ActivationFunction;
import dev.digitgan.network.BatchNormalization;
import dev.digitgan.network.Conv2d;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.network.GeneratorSpec;
import dev.digitgan.network.Layer;
import dev.digitgan.network.LayerStack;
import dev.digitgan.network.LayerTensor.Role;
import dev.digitgan.network.Linear;
import dev.digitgan.network.Network;
import dev.digitgan.network.Precision;
import dev.digitgan.network.Reshape;
import dev.digitgan.network.Upsample;
import dev.digitgan.network.ValueRange;
import dev.digitgan.random.RandomStream;
import dev.digitgan.random.RandomStream.Domain;
import java.util.List;
import java.util.Optional;

/** Small generators with one layer of each kind. */
public final class TestCheckpoints {
  public static final GeneratorSpec SPEC =
      new GeneratorSpec(
          new LayerStack(
              List.<Layer>of(
                  new Linear(6, 2 * 2 * 3),
                  Reshape.to(3, 2, 2),
                  new BatchNormalization(3, 1e-5f, 0.9f),
                  new Activation(ActivationFunction.LEAKY_RELU, 0.2f),
                  new Upsample(2),
                  new Conv2d(3, 1, 3, 1, 1),
                  Activation.of(ActivationFunction.TANH)),
              new Shape(6)),
          new LatentSource(6, LatentDistribution.NORMAL),
          ValueRange.MINUS_ONE_TO_ONE,
          new ImageShape(1, 4, 4),
          0);

  private TestCheckpoints() {}

  /** A network with normal numbers of {@code seed}; the caller closes it. */
  public static Network network(long seed) {
    RandomStream random = new RandomStream(seed, Domain.INITIAL_WEIGHTS, 0);
    return Network.create(
        SPEC.stack(),
        Device.cpu(),
        (manager, name, tensor) -> {
          float[] values = new float[(int) tensor.shape().size()];
          random.nextNormals(values, 0, values.length);
          if (tensor.role() == Role.RUNNING_VARIANCE) {
            for (int i = 0; i < values.length; i++) {
              values[i] = 0.5f + Math.abs(values[i]);
            }
          }
          return manager.create(values, tensor.shape());
        });
  }

  /** As {@link #draft}, with what it draws. */
  public static CheckpointDraft draftWithGolden(long seed) throws CheckpointException {
    CheckpointDraft draft = draft(seed);
    try (Network weights = network(seed);
        GeneratorModel model =
            GeneratorModel.create(SPEC, Device.cpu(), Precision.FLOAT32, weights.copies())) {
      return new CheckpointDraft(
          draft.spec(),
          draft.engine(),
          draft.weights(),
          draft.preview(),
          Optional.of(GoldenSample.draw(model)),
          draft.provenance());
    }
  }

  public static CheckpointDraft draft(long seed) {
    try (Network network = network(seed)) {
      return new CheckpointDraft(
          SPEC,
          "pytorch-2.7.1",
          Safetensors.encode(network),
          new byte[] {1, 2, 3},
          Manifest.newBuilder().setRecipe("test").setSeed(seed).build());
    }
  }
}
