package dev.digitgan.generator.model;

import dev.digitgan.checkpoint.CheckpointException;
import dev.digitgan.checkpoint.GoldenSample;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.network.NonFiniteOutputException;
import java.util.Optional;

/**
 * Whether a model draws here what its publisher drew: pixel for pixel on like hardware, within one
 * grey level on unlike hardware, where sums are taken in another order.
 */
final class GoldenCheck {
  /** Grey levels that a pixel may differ by. */
  private static final int TOLERANCE = 1;

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
    return compare(drawn, golden.get().pixels());
  }

  private static byte[] draw(GeneratorModel model, long seed, int images)
      throws CheckpointException {
    try {
      return model.sample(seed, 0, images);
    } catch (NonFiniteOutputException e) {
      throw new CheckpointException("weights: " + e.getMessage(), e);
    }
  }

  private static Agreement compare(byte[] drawn, byte[] golden) throws CheckpointException {
    int different = 0;
    int largest = 0;
    for (int i = 0; i < golden.length; i++) {
      int difference = Math.abs((drawn[i] & 0xFF) - (golden[i] & 0xFF));
      different += difference == 0 ? 0 : 1;
      largest = Math.max(largest, difference);
    }
    if (largest > TOLERANCE) {
      throw new CheckpointException(
          "golden: %d of %d pixels differ from what the publisher drew, by up to %d grey levels"
              .formatted(different, golden.length, largest));
    }
    return different == 0 ? Agreement.EQUAL : Agreement.NEAR;
  }
}
