package dev.digitgan.network;

/**
 * What a number of an image means: {@code min} is pixel 0, the background, and {@code max} is pixel
 * 255.
 */
public record ValueRange(float min, float max) {
  public static final ValueRange ZERO_TO_ONE = new ValueRange(0, 1);
  public static final ValueRange MINUS_ONE_TO_ONE = new ValueRange(-1, 1);

  public ValueRange {
    if (!Float.isFinite(min) || !Float.isFinite(max) || min >= max) {
      throw new IllegalArgumentException("value range is " + min + " to " + max);
    }
  }

  /** The pixel of {@code value}: rounded half up, values outside the range to the nearer end. */
  public int pixel(double value) {
    double level = Math.floor((value - min) * scale() + 0.5);
    return (int) Math.max(0, Math.min(255, level));
  }

  /** Grey levels in a difference of 1. */
  public double scale() {
    return 255.0 / ((double) max - min);
  }

  /** The number that pixel {@code level}, 0 to 255, stands for. */
  public float value(int level) {
    return (float) (min + level * (((double) max - min) / 255.0));
  }
}
