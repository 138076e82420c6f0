package dev.digitgan.checkpoint.version;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.codec.WrongCheckpointException;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.network.NonFiniteOutputException;
import java.util.Arrays;
import java.util.Locale;

/**
 * What a checkpoint's weights draw, recorded by the publisher so that a reader can check that it
 * draws the same.
 *
 * @param images from 0 on, of {@code seed}
 * @param pixels as {@link GeneratorModel#sample} lays them out; not copied, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by whoever draws the same.
public record GoldenSample(long seed, int images, byte[] pixels) {
  /** What publishers record. */
  public static final long SEED = 0;

  /** What publishers record. */
  public static final int IMAGES = 16;

  /** Grey levels that a pixel may differ by, where sums are taken in another order. */
  private static final int TOLERANCE = 1;

  /** Larger samples are refused when they are read. */
  static final int MAX_IMAGES = 1024;

  public GoldenSample {
    if (images < 1 || images > MAX_IMAGES || pixels.length == 0 || pixels.length % images != 0) {
      throw new IllegalArgumentException(
          pixels.length + " bytes of pixels are no golden sample of " + images + " images");
    }
  }

  /**
   * Draws the sample that publishers record; gradients are to be off in this thread.
   *
   * @throws CheckpointException if the model's output is of no use: not finite, of one colour
   *     throughout, or the same image for all latents
   */
  public static GoldenSample draw(GeneratorModel model) throws CheckpointException {
    try {
      byte[] pixels = model.sample(SEED, 0, IMAGES);
      requireVaried(pixels, IMAGES);
      return new GoldenSample(SEED, IMAGES, pixels);
    } catch (NonFiniteOutputException e) {
      throw new WrongCheckpointException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Refuses what no generator worth serving draws.
   *
   * @param pixels of {@code images} images, at least two
   * @throws CheckpointException if they are of one colour, or all the same
   */
  public static void requireVaried(byte[] pixels, int images) throws CheckpointException {
    int bytes = pixels.length / images;
    int same = 0;
    boolean constant = true;
    for (int i = 0; i < images; i++) {
      if (Arrays.equals(pixels, 0, bytes, pixels, i * bytes, (i + 1) * bytes)) {
        same++;
      }
    }
    for (byte pixel : pixels) {
      constant &= pixel == pixels[0];
    }
    if (constant) {
      throw new WrongCheckpointException(
          "the generator's output is constant: all pixels are " + (pixels[0] & 0xFF));
    }
    if (same == images && images > 1) {
      throw new WrongCheckpointException(
          String.format(
              Locale.ROOT, "the generator's output has collapsed: %d latents, one image", images));
    }
  }

  /**
   * Requires {@code drawn}, of the same seed and as many images, to be like these.
   *
   * @return how many of its pixels differ, each by no more than arithmetic explains
   * @throws CheckpointException if one differs by more, or it is of another size
   */
  public int requireLike(byte[] drawn) throws CheckpointException {
    if (drawn.length != pixels.length) {
      throw new WrongCheckpointException(
          String.format(Locale.ROOT, "golden: %d pixels, not %d", drawn.length, pixels.length));
    }
    int different = 0;
    int largest = 0;
    for (int i = 0; i < pixels.length; i++) {
      int difference = Math.abs((drawn[i] & 0xFF) - (pixels[i] & 0xFF));
      different += difference == 0 ? 0 : 1;
      largest = Math.max(largest, difference);
    }
    if (largest > TOLERANCE) {
      throw new WrongCheckpointException(
          String.format(
              Locale.ROOT,
              "golden: %d of %d pixels differ from what the publisher drew, by up to %d grey levels",
              different,
              pixels.length,
              largest));
    }
    return different;
  }
}
