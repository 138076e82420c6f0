package dev.digitgan.trainer.quality.figure;

/**
 * A figure with its interval.
 *
 * @param low lower end, as far as the source says at 95%
 * @param high upper end
 */
public record Estimate(double value, double low, double high) {
  /** 97.5% quantile of the normal distribution. */
  private static final double NORMAL = 1.959963984540054;

  private static final double UPPER = 0.975;

  public Estimate {
    if (Double.isNaN(value) || !(low <= high)) {
      throw new IllegalArgumentException("%s in [%s, %s]".formatted(value, low, high));
    }
  }

  /**
   * Mean of what a few seeds gave, with Student's interval of 95%: mean ± t s / √n, n - 1 degrees
   * of freedom. For values that are about normal.
   *
   * @throws IllegalArgumentException if there are fewer than two, or one is not finite
   */
  public static Estimate ofSeeds(double... values) {
    if (values.length < 2) {
      throw new IllegalArgumentException("no interval from " + values.length + " values");
    }
    Samples.requireFinite(values);
    double mean = Samples.mean(values);
    double reach =
        StudentT.quantile(UPPER, values.length - 1)
            * Samples.deviation(values)
            / Math.sqrt(values.length);
    return new Estimate(mean, mean - reach, mean + reach);
  }

  /**
   * {@code hits} of {@code trials} with the Wilson score interval of 95%. Source: Wilson, "Probable
   * inference, the law of succession, and statistical inference" (1927).
   */
  public static Estimate ofShare(long hits, long trials) {
    if (trials < 1 || hits < 0 || hits > trials) {
      throw new IllegalArgumentException(hits + " of " + trials);
    }
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
