package dev.digitgan.trainer.quality.figure;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * A figure with its interval.
 *
 * @param low lower end, of a 95% interval unless the source says otherwise
 * @param high upper end
 */
public record Estimate(double value, double low, double high) {
  /** The 97.5% quantile of the normal distribution. */
  private static final double NORMAL = 1.959963984540054;

  private static final double UPPER = 0.975;

  public Estimate {
    checkArgument(!Double.isNaN(value) && low <= high, "%s in [%s, %s]", value, low, high);
  }

  /**
   * The mean over at least two seeds with Student's interval of 95%, mean ± t s / √n with n - 1
   * degrees of freedom, for values that are about normal.
   */
  public static Estimate ofSeeds(double... values) {
    checkArgument(values.length >= 2, "no interval from %s values", values.length);
    Samples.requireFinite(values);
    double mean = Samples.mean(values);
    double reach =
        StudentT.quantile(UPPER, values.length - 1)
            * Samples.deviation(values)
            / Math.sqrt(values.length);
    return new Estimate(mean, mean - reach, mean + reach);
  }

  /**
   * The share of {@code hits} in {@code trials} with the Wilson score interval of 95%. Source:
   * Wilson, "Probable inference, the law of succession, and statistical inference" (1927).
   */
  public static Estimate ofShare(long hits, long trials) {
    checkArgument(trials >= 1 && hits >= 0 && hits <= trials, "%s of %s", hits, trials);
    double n = trials;
    double share = hits / n;
    double z = NORMAL * NORMAL / n;
    double middle = (share + z / 2) / (1 + z);
    double reach = NORMAL * Math.sqrt(share * (1 - share) / n + z / (4 * n)) / (1 + z);
    // The ends are 0 and 1 exactly where the share is.
    double low = hits == 0 ? 0 : middle - reach;
    double high = hits == trials ? 1 : middle + reach;
    return new Estimate(share, low, high);
  }
}
