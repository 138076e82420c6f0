package dev.digitgan.generator.model;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.codec.WrongCheckpointException;
import dev.digitgan.checkpoint.version.GoldenSample;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.network.NonFiniteOutputException;
import java.util.Optional;

/**
 * Whether a model draws here what its publisher drew: pixel for pixel on like hardware, within one
 * grey level on unlike hardware, where sums are taken in another order.
 */
final class GoldenCheck {
  /** What is drawn of a checkpoint that records no golden sample: enough to see a collapse. */
  private static final int UNRECORDED_IMAGES = GoldenSample.IMAGES;

  private GoldenCheck() {}

  /** How a model agreed with its golden sample. */
  enum Agreement {
    EQUAL,
    NEAR,
    NOTHING_RECORDED
  }

  /**
   * Draws the sample; gradients are to be off in this thread.
   *
   * @throws CheckpointException if the model draws something else, or nothing of use: numbers that
   *     are not finite, one colour, or one image for all latents
   */
  static Agreement check(GeneratorModel model, Optional<GoldenSample> golden)
      throws CheckpointException {
    long seed = golden.map(GoldenSample::seed).orElse(GoldenSample.SEED);
    int images = golden.map(GoldenSample::images).orElse(UNRECORDED_IMAGES);
    byte[] drawn = draw(model, seed, images);
    GoldenSample.requireVaried(drawn, images);
    if (golden.isEmpty()) {
      return Agreement.NOTHING_RECORDED;
    }
    return golden.get().requireLike(drawn) == 0 ? Agreement.EQUAL : Agreement.NEAR;
  }

  private static byte[] draw(GeneratorModel model, long seed, int images)
      throws CheckpointException {
    try {
      return model.sample(seed, 0, images);
    } catch (NonFiniteOutputException e) {
      throw new WrongCheckpointException("weights: " + e.getMessage(), e);
    }
  }
}
