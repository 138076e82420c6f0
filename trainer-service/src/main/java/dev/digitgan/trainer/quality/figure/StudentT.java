package dev.digitgan.trainer.quality.figure;

import java.util.Locale;

/**
 * Student's distribution for whole degrees of freedom.
 *
 * <p>Source: Abramowitz and Stegun, "Handbook of mathematical functions", 26.7.3 and 26.7.4.
 */
final class StudentT {
  private static final int HALVINGS = 200;

  private StudentT() {}

  /**
   * Value below which the share {@code probability} lies.
   *
   * @param probability from 0.5 up to, without, 1
   */
  static double quantile(double probability, int degreesOfFreedom) {
    if (!(probability >= 0.5 && probability < 1) || degreesOfFreedom < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "quantile %s of %d degrees of freedom", probability, degreesOfFreedom));
    }
    // Over the angle atan(t / √degrees), which has two ends.
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

  /** Share between -t and t, t = √degrees tan(angle). */
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
