package dev.digitgan.trainer.quality.figure;

import org.ejml.data.DMatrixRMaj;

/**
 * Mean and covariance of rows in float64, the latter with divisor n - 1. Those of real rows serve
 * all comparisons with them. Immutable.
 */
public final class Moments {
  private final double[] mean;
  private final double[] covariance;

  private Moments(double[] mean, double[] covariance) {
    this.mean = mean;
    this.covariance = covariance;
  }

  /** The moments of at least two rows. */
  public static Moments of(Rows rows) {
    rows.requireAtLeast(2);
    rows.requireFinite();
    double[] mean = mean(rows);
    return new Moments(mean, covariance(rows, mean));
  }

  public int columns() {
    return mean.length;
  }

  double mean(int column) {
    return mean[column];
  }

  /** A copy, columns x columns. */
  DMatrixRMaj covariance() {
    return DMatrixRMaj.wrap(columns(), columns(), covariance.clone());
  }

  private static double[] mean(Rows rows) {
    double[] mean = new double[rows.columns()];
    float[] values = rows.values();
    for (int from = 0; from < values.length; from += mean.length) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += values[from + i];
      }
    }
    for (int i = 0; i < mean.length; i++) {
      mean[i] /= rows.count();
    }
    return mean;
  }

  /** The covariance in a second pass: the mean is subtracted before any product. */
  private static double[] covariance(Rows rows, double[] mean) {
    int columns = mean.length;
    double[][] sums = new double[columns][columns];
    double[] centred = new double[columns];
    float[] values = rows.values();
    for (int from = 0; from < values.length; from += columns) {
      for (int i = 0; i < columns; i++) {
        centred[i] = values[from + i] - mean[i];
      }
      for (int i = 0; i < columns; i++) {
        addScaled(sums[i], centred[i], centred);
      }
    }
    double[] covariance = new double[Math.multiplyExact(columns, columns)];
    for (int i = 0; i < columns; i++) {
      for (int j = 0; j < columns; j++) {
        covariance[i * columns + j] = sums[i][j] / (rows.count() - 1);
      }
    }
    return covariance;
  }

  private static void addScaled(double[] sums, double factor, double[] values) {
    for (int i = 0; i < values.length; i++) {
      sums[i] += factor * values[i];
    }
  }
}
