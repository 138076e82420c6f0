package dev.digitgan.network;

import static com.google.common.base.Preconditions.checkArgument;

/** The range of an image's numbers: {@code min} is pixel 0, the background; {@code max} is 255. */
public record ValueRange(float min, float max) {
  public static final ValueRange ZERO_TO_ONE = new ValueRange(0, 1);
  public static final ValueRange MINUS_ONE_TO_ONE = new ValueRange(-1, 1);

  public ValueRange {
    checkArgument(
        Float.isFinite(min) && Float.isFinite(max) && min < max,
        "value range is %s to %s",
        min,
        max);
  }

  /** The range for digests, with its exact bits. */
  public String canonicalForm() {
    return "range min=" + Layer.bits(min) + " max=" + Layer.bits(max);
  }

  /** The pixel of {@code value}, rounded half up and limited to the range. */
  public int pixel(double value) {
    double level = Math.floor((value - min) * scale() + 0.5);
    return (int) Math.max(0, Math.min(255, level));
  }

  /** The number of grey levels in a difference of 1. */
  public double scale() {
    return 255.0 / ((double) max - min);
  }

  /** The number of pixel {@code level}, 0 to 255. */
  public float value(int level) {
    return (float) (min + level * (((double) max - min) / 255.0));
  }
}
