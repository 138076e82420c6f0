package dev.digitgan.trainer.quality.figure;

import static com.google.common.base.Preconditions.checkArgument;

import dev.digitgan.random.RandomStream;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * The percentile bootstrap: the 95% interval lies between the 2.5% and the 97.5% quantile of a
 * statistic over rows that are drawn with replacement many times. Not for figures of nearest
 * neighbours, since the nearest row of a row would be its copy.
 *
 * <p>Source: Efron and Tibshirani, "An introduction to the bootstrap" (1993), section 13.3.
 */
public final class Bootstrap {
  private static final double LOWER = 0.025;
  private static final double UPPER = 0.975;

  private Bootstrap() {}

  /**
   * The statistic of all rows with its interval.
   *
   * @param statistic of the rows with those indices, which it must not keep; a finite number
   * @param resampleCount at least 40, so that the quantiles are not the extremes; usually 1,000
   */
  public static Estimate of(
      int rowCount, int resampleCount, ToDoubleFunction<int[]> statistic, RandomStream random) {
    checkArgument(
        rowCount >= 1 && resampleCount >= 1 / LOWER,
        "%s samples drawn from %s rows",
        resampleCount,
        rowCount);
    int[] rows = new int[rowCount];
    Arrays.setAll(rows, i -> i);
    double value = statistic.applyAsDouble(rows);
    double[] drawn = new double[resampleCount];
    for (int sample = 0; sample < resampleCount; sample++) {
      for (int i = 0; i < rowCount; i++) {
        rows[i] = random.nextInt(rowCount);
      }
      drawn[sample] = statistic.applyAsDouble(rows);
    }
    Samples.requireFinite(value);
    Samples.requireFinite(drawn);
    Arrays.sort(drawn);
    return new Estimate(value, Samples.quantile(drawn, LOWER), Samples.quantile(drawn, UPPER));
  }
}
