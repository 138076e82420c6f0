package dev.digitgan.trainer.quality.figure;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * Student's distribution for whole degrees of freedom.
 *
 * <p>Source: Abramowitz and Stegun, "Handbook of mathematical functions", 26.7.3 and 26.7.4.
 */
final class StudentT {
  private static final int HALVINGS = 200;

  private StudentT() {}

  /**
   * The quantile of a probability.
   *
   * @param probability in [0.5, 1)
   */
  static double quantile(double probability, int degreesOfFreedom) {
    checkArgument(probability >= 0.5 && probability < 1, "quantile %s", probability);
    checkArgument(degreesOfFreedom >= 1, "%s degrees of freedom", degreesOfFreedom);
    // Bisects the angle atan(t / √degrees), which is bounded.
    double low = 0;
    double high = Math.PI / 2;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if ((1 + between(middle, degreesOfFreedom)) / 2 < probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Math.tan(low) * Math.sqrt(degreesOfFreedom);
  }

  /** The share between -t and t, t = √degrees tan(angle). */
  private static double between(double angle, int degreesOfFreedom) {
    double cosine = Math.cos(angle);
    boolean odd = degreesOfFreedom % 2 != 0;
    double term = odd ? cosine : 1;
    double sum = degreesOfFreedom == 1 ? 0 : term;
    for (int i = odd ? 3 : 2; i < degreesOfFreedom; i += 2) {
      term *= cosine * cosine * (i - 1) / i;
      sum += term;
    }
    double ofSum = Math.sin(angle) * sum;
    return odd ? 2 / Math.PI * (angle + ofSum) : ofSum;
  }
}
