package dev.digitgan.trainer.quality.figure;

import java.util.Locale;

/**
 * Mean of (candidate - champion) over sampling seeds that both share, with bounds by Student's t on
 * the differences: what varies with the seed in both alike is no part of their error.
 *
 * @param mean of the differences
 * @param standardError of that mean
 * @param pairCount seeds; one more than the degrees of freedom
 */
public record PairedDifference(double mean, double standardError, int pairCount) {
  private static final double ONE_SIDED = 0.95;
  private static final double TWO_SIDED = 0.975;

  public PairedDifference {
    Samples.requireFinite(mean, standardError);
    if (pairCount < 2 || standardError < 0) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%d pairs, error %s", pairCount, standardError));
    }
  }

  /**
   * Of values that belong together by their place.
   *
   * @param candidate a value a seed, in the order of {@code champion}
   * @throws IllegalArgumentException if there are fewer than two pairs, as many are not on both
   *     sides, or a value is not finite
   */
  public static PairedDifference of(double[] candidate, double[] champion) {
    if (candidate.length != champion.length || candidate.length < 2) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%d values beside %d are no pairs", candidate.length, champion.length));
    }
    double[] differences = new double[candidate.length];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = candidate[i] - champion[i];
    }
    return new PairedDifference(
        Samples.mean(differences),
        Samples.deviation(differences) / Math.sqrt(differences.length),
        differences.length);
  }

  /** One-sided: the true difference is below it with 95% confidence (t 2.132 for 5 pairs). */
  public double upperBound() {
    return mean + reach(ONE_SIDED);
  }

  /** One-sided: the true difference is above it with 95% confidence. */
  public double lowerBound() {
    return mean - reach(ONE_SIDED);
  }

  /** Two-sided: between both ends with 95% confidence (t 2.776 for 5 pairs). */
  public Estimate interval() {
    return new Estimate(mean, mean - reach(TWO_SIDED), mean + reach(TWO_SIDED));
  }

  private double reach(double probability) {
    return StudentT.quantile(probability, pairCount - 1) * standardError;
  }
}
