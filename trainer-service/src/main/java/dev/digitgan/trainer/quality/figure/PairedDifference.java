package dev.digitgan.trainer.quality.figure;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * The mean of (candidate - champion) over sampling seeds that both share, with Student's bounds on
 * the differences: variation with the seed that both share does not count.
 *
 * @param mean of the differences
 * @param standardError of that mean
 * @param pairCount number of seeds: the degrees of freedom plus one
 */
public record PairedDifference(double mean, double standardError, int pairCount) {
  private static final double ONE_SIDED = 0.95;
  private static final double TWO_SIDED = 0.975;

  public PairedDifference {
    Samples.requireFinite(mean, standardError);
    checkArgument(pairCount >= 2, "%s pairs", pairCount);
    checkArgument(standardError >= 0, "standard error %s", standardError);
  }

  /** The difference of at least two values that are paired by their index. */
  public static PairedDifference of(double[] candidate, double[] champion) {
    checkArgument(
        candidate.length == champion.length && candidate.length >= 2,
        "%s values and %s are not pairs",
        candidate.length,
        champion.length);
    double[] differences = new double[candidate.length];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = candidate[i] - champion[i];
    }
    return new PairedDifference(
        Samples.mean(differences),
        Samples.deviation(differences) / Math.sqrt(differences.length),
        differences.length);
  }

  /** The one-sided upper bound of the true difference with 95% confidence. */
  public double upperBound() {
    return mean + reach(ONE_SIDED);
  }

  /** The two-sided interval of the true difference with 95% confidence. */
  public Estimate interval() {
    return new Estimate(mean, mean - reach(TWO_SIDED), mean + reach(TWO_SIDED));
  }

  private double reach(double probability) {
    return StudentT.quantile(probability, pairCount - 1) * standardError;
  }
}
