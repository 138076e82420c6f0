package dev.digitgan.trainer.data;

import dev.digitgan.trainer.data.strokes.DigitPainter;
import java.util.stream.IntStream;

/** Digits that the trainer itself draws, for a start without a data set and for tests. */
public final class EmbeddedDigits {
  public static final String NAME = "embedded-digits";
  public static final int DEFAULT_COUNT = 20_000;
  private static final long SEED = 1;
  private static final long FIRST_TEST_IMAGE = 1_000_000_000_000L;

  private EmbeddedDigits() {}

  /** The fallback of training. */
  public static DigitSet standard(Split split, int count) {
    return draw(SEED, split, count);
  }

  /**
   * Draws images, with equal bytes on every machine: the first k images of a larger set are the set
   * of k. Every ten images hold each digit once; the splits share no image.
   */
  public static DigitSet draw(long seed, Split split, int count) {
    int imageBytes = DigitPainter.SIDE * DigitPainter.SIDE;
    byte[] pixels = new byte[Math.multiplyExact(count, imageBytes)];
    byte[] labels = new byte[count];
    DigitPainter painter = new DigitPainter(seed);
    long first = split == Split.TRAIN ? 0 : FIRST_TEST_IMAGE;
    IntStream.range(0, count)
        .parallel()
        .forEach(
            i -> {
              painter.paint(first + i, pixels, i * imageBytes);
              labels[i] = (byte) DigitPainter.label(first + i);
            });
    return DigitSet.owning(NAME, DigitPainter.SIDE, DigitPainter.SIDE, pixels, labels);
  }
}
