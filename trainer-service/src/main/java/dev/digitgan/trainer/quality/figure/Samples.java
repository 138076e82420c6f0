package dev.digitgan.trainer.quality.figure;

import static com.google.common.base.Preconditions.checkArgument;

/** Mean, standard deviation and quantiles of plain numbers. */
final class Samples {
  private Samples() {}

  static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** The standard deviation of at least two values, with divisor n - 1. */
  static double deviation(double[] values) {
    double mean = mean(values);
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return Math.sqrt(sum / (values.length - 1));
  }

  /**
   * A linearly interpolated quantile (type 7 of Hyndman and Fan, 1996).
   *
   * @param sorted at least one value, the least first
   * @param share in [0, 1]
   */
  static double quantile(double[] sorted, double share) {
    checkArgument(share >= 0 && share <= 1, "quantile %s", share);
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  static void requireFinite(double... values) {
    for (double value : values) {
      checkArgument(Double.isFinite(value), "%s is not finite", value);
    }
  }
}
