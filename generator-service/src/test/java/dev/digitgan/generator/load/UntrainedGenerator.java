package dev.digitgan.generator.load;

import ai.djl.Device;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.codec.Safetensors;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.version.CheckpointDraft;
import dev.digitgan.checkpoint.version.GoldenSample;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.network.GeneratorSpec;
import dev.digitgan.network.Network;
import dev.digitgan.network.Precision;
import java.util.Optional;

/**
 * A generator of any architecture with weights that nobody has trained: see {@link RandomWeights}.
 */
public record UntrainedGenerator(GeneratorSpec spec) {
  /** Weights that follow from {@code seed}. */
  public Network.TensorSource random(long seed) {
    return new RandomWeights(spec.stack(), seed);
  }

  /** A model of its own; the caller closes it. */
  public GeneratorModel model(Network.TensorSource weights, Precision precision) {
    return GeneratorModel.create(spec, Device.cpu(), precision, weights);
  }

  /** A checkpoint of {@link #random} weights, with its golden sample. */
  public CheckpointDraft draft(long seed) throws CheckpointException {
    try (GeneratorModel model = model(random(seed), Precision.FLOAT32)) {
      return draft(random(seed), Optional.of(GoldenSample.draw(model)));
    }
  }

  /** A checkpoint of any weights, with any golden sample. */
  public CheckpointDraft draft(Network.TensorSource weights, Optional<GoldenSample> golden) {
    Manifest.Builder provenance = Manifest.newBuilder().setRecipe("untrained");
    provenance.getCreateTimeBuilder().setSeconds(1_700_000_000);
    try (Network network = Network.create(spec.stack(), Device.cpu(), weights)) {
      return new CheckpointDraft(
          spec,
          "pytorch-2.7.1",
          Safetensors.encode(network),
          new byte[] {1, 2, 3},
          golden,
          provenance.build());
    }
  }
}
