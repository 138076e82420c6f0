package dev.digitgan.checkpoint.version;

import static com.google.common.base.Preconditions.checkArgument;
import static dev.digitgan.checkpoint.codec.CheckpointException.check;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.network.TileOutput.NonFiniteOutputException;
import java.util.Arrays;

/**
 * Images that a checkpoint's weights drew from a seed, from index 0, in the layout of {@link
 * GeneratorModel#sample}. A reader checks that it draws the same. The pixels are not copied; do not
 * change them.
 */
@SuppressWarnings("ArrayRecordComponent") // Code compares the pixels alone.
public record GoldenSample(long seed, int images, byte[] pixels) {
  public static final long SEED = 0;
  public static final int IMAGES = 16;

  /** The allowed difference in grey levels, since sums may be taken in another order. */
  private static final int TOLERANCE = 1;

  /** The limit on the size of a sample that a reader accepts. */
  static final int MAX_IMAGES = 1024;

  public GoldenSample {
    checkArgument(
        images >= 1 && images <= MAX_IMAGES && pixels.length > 0 && pixels.length % images == 0,
        "%s bytes of pixels are not a golden sample of %s images",
        pixels.length,
        images);
  }

  /**
   * Draws the sample that publishers record, which must be finite and {@link #requireVaried
   * varied}; gradients must be off in this thread.
   */
  public static GoldenSample draw(GeneratorModel model) throws CheckpointException {
    try {
      byte[] pixels = model.sample(SEED, 0, IMAGES);
      requireVaried(pixels, IMAGES);
      return new GoldenSample(SEED, IMAGES, pixels);
    } catch (NonFiniteOutputException e) {
      throw new CheckpointException.Wrong(String.valueOf(e.getMessage()), e);
    }
  }

  /** Refuses images that are of one colour, or all the same. */
  public static void requireVaried(byte[] pixels, int images) throws CheckpointException {
    int bytes = pixels.length / images;
    boolean collapsed = images > 1;
    for (int i = 1; i < images; i++) {
      collapsed &= Arrays.equals(pixels, 0, bytes, pixels, i * bytes, (i + 1) * bytes);
    }
    boolean constant = true;
    for (byte pixel : pixels) {
      constant &= pixel == pixels[0];
    }
    check(!constant, "the generator's output is constant: all pixels are %s", pixels[0] & 0xFF);
    check(!collapsed, "the generator's output has collapsed: %s latents, one image", images);
  }

  /**
   * Compares {@code drawn} with this sample, and returns the number of pixels that differ, each by
   * no more than rounding explains; CheckpointException if one differs by more.
   */
  public int requireLike(byte[] drawn) throws CheckpointException {
    check(drawn.length == pixels.length, "golden: %s pixels, not %s", drawn.length, pixels.length);
    int different = 0;
    int largest = 0;
    for (int i = 0; i < pixels.length; i++) {
      int difference = Math.abs((drawn[i] & 0xFF) - (pixels[i] & 0xFF));
      different += difference == 0 ? 0 : 1;
      largest = Math.max(largest, difference);
    }
    check(
        largest <= TOLERANCE,
        "golden: %s of %s pixels differ from what the publisher drew, by up to %s grey levels",
        different,
        pixels.length,
        largest);
    return different;
  }
}
