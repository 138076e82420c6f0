package dev.digitgan.network;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;

/**
 * Makes pixels of a network's numbers: the pixels of {@link ValueRange#pixel}, at a third of its
 * cost.
 *
 * <p>Both compute t = (value - min) * scale + 1/2 by the same operations in double precision. Where
 * that one takes the floor of t and then limits it to [0, 255], this one cuts t to a whole number
 * and looks closer only if it is not in [0, 255]: for t at 0 or above, the floor is what is cut to;
 * below, the floor is negative and the cut number is at most 0, so that both end at pixel 0. What
 * no int can hold is cut to the nearest one, and so to the right side of the limits.
 */
final class PixelConversion {
  private static final int OUTSIDE = ~255;

  private final double min;
  private final double scale;

  PixelConversion(ValueRange range) {
    min = range.min();
    scale = range.scale();
  }

  /**
   * Writes the pixels of {@code values[from .. from + count)} to {@code pixels[at ..]}, as far as
   * the first that is not finite.
   *
   * @return how many it wrote
   */
  int convert(FloatBuffer values, int from, int count, byte[] pixels, int at) {
    for (int i = 0; i < count; i++) {
      float value = values.get(from + i);
      int level = (int) ((value - min) * scale + 0.5);
      if ((level & OUTSIDE) != 0 || Float.isNaN(value)) {
        if (!Float.isFinite(value)) {
          return i;
        }
        level = level < 0 ? 0 : 255;
      }
      pixels[at + i] = (byte) level;
    }
    return count;
  }

  /** As the other. */
  int convert(DoubleBuffer values, int from, int count, byte[] pixels, int at) {
    for (int i = 0; i < count; i++) {
      double value = values.get(from + i);
      int level = (int) ((value - min) * scale + 0.5);
      if ((level & OUTSIDE) != 0 || Double.isNaN(value)) {
        if (!Double.isFinite(value)) {
          return i;
        }
        level = level < 0 ? 0 : 255;
      }
      pixels[at + i] = (byte) level;
    }
    return count;
  }
}
