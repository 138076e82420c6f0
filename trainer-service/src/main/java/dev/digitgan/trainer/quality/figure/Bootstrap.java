package dev.digitgan.trainer.quality.figure;

import dev.digitgan.random.RandomStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Percentile bootstrap: a statistic over rows drawn anew with replacement, again and again; its
 * interval of 95% lies between the 2.5% and the 97.5% quantile of what came out.
 *
 * <p>Source: Efron and Tibshirani, "An introduction to the bootstrap" (1993), section 13.3. Not for
 * figures of nearest neighbours: copies of a row are its nearest.
 */
public final class Bootstrap {
  private static final double LOWER = 0.025;
  private static final double UPPER = 0.975;

  private Bootstrap() {}

  /**
   * The statistic of all rows, each once, with its interval.
   *
   * @param statistic of the rows of those numbers, which it must not keep; a finite number
   * @param resampleCount at least 40, so that its quantiles are not its ends; 1,000 are usual
   */
  public static Estimate of(
      int rowCount, int resampleCount, ToDoubleFunction<int[]> statistic, RandomStream random) {
    if (rowCount < 1 || resampleCount < 1 / LOWER) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%d samples drawn from %d rows", resampleCount, rowCount));
    }
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

  /** Of the mean of {@code values}. */
  public static Estimate ofMean(double[] values, int resampleCount, RandomStream random) {
    return of(
        values.length,
        resampleCount,
        rows -> {
          double sum = 0;
          for (int row : rows) {
            sum += values[row];
          }
          return sum / rows.length;
        },
        random);
  }
}
