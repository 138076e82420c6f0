package dev.digitgan.generator.sampling;

import java.util.Locale;
import java.util.OptionalInt;

/**
 * Images {@code first} to {@code first + count - 1} of the sequence of {@code seed}.
 *
 * @param digit the class to draw; empty = each of a class of its own
 */
public record ImageRange(long seed, long first, int count, OptionalInt digit) {
  public ImageRange {
    if (count < 1 || first < 0 || first > Long.MAX_VALUE - count) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "no range: %d images from %d", count, first));
    }
  }

  /** Of no chosen class. */
  public ImageRange(long seed, long first, int count) {
    this(seed, first, count, OptionalInt.empty());
  }
}
