package dev.digitgan.trainer.quality.gate;

import dev.digitgan.checkpoint.version.Checkpoint;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.trainer.quality.GeneratorSamples;
import dev.digitgan.trainer.quality.SampleSource;

/**
 * A model before the gate.
 *
 * @param dataDigest of the images that it learnt from
 */
public record Contestant(SampleSource samples, String dataDigest) {
  /**
   * A version.
   *
   * @param model of {@code checkpoint}
   */
  public static Contestant of(Checkpoint checkpoint, GeneratorModel model) {
    return new Contestant(
        GeneratorSamples.of(checkpoint, model), checkpoint.manifest().getDataSet().getDigest());
  }
}
