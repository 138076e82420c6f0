package dev.digitgan.network;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;

/**
 * Converts a network's numbers to the pixels of {@link ValueRange#pixel}, at a third of its cost.
 *
 * <p>Both compute t = (value - min) * scale + 1/2 by the same operations in double precision. That
 * method takes the floor of t and limits it to [0, 255]; this class casts t to int and checks the
 * value only if the result is not in [0, 255]. For t of at least 0, the cast gives the floor;
 * below, the floor is negative and the cast gives at most 0, so that both end at pixel 0. A cast of
 * what no int can hold gives the nearest int, on the right side of the limits.
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
   * Writes the pixels of {@code values[from .. from + count)} to {@code pixels[at ..]}, up to the
   * first that is NaN or infinite, and returns their number.
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
