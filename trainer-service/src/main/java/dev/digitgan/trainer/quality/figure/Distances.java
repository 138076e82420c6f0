package dev.digitgan.trainer.quality.figure;

import java.util.Arrays;
import java.util.Locale;

/**
 * Squared Euclidean distances between the rows of two sets: approximate ones from dot products in
 * float32 with a bound on their error, and exact ones, in double, for the few pairs that the bound
 * leaves open. So comparisons have the results of exact distances: these do not depend on threads
 * or tiles, are symmetric, and are 0 for equal rows.
 */
final class Distances {
  /** The greatest length at which a product of two rows is sure to fit in float32. */
  private static final double GREATEST_LENGTH = 1e18;

  /** The error of products that round to 0. */
  private static final double LEAST_ERROR = 1e-30;

  private final Rows queries;
  private final Rows targets;
  private final double[] queryNorms;
  private final double[] targetNorms;
  private final double greatestNorm;
  private final double floatError;
  private final double doubleError;

  Distances(Rows queries, Rows targets) {
    queries.requireColumnsOf(targets);
    this.queries = queries;
    this.targets = targets;
    queryNorms = norms(queries);
    targetNorms = queries == targets ? queryNorms : norms(targets);
    greatestNorm = Arrays.stream(targetNorms).max().orElse(0);
    floatError = 2 * Panel.relativeError(queries.columns());
    doubleError = 2 * (queries.columns() + 8) * 0x1.0p-53;
  }

  /** The distance from a product in float32, with an {@link #error}; may be negative. */
  double near(int query, int target, float product) {
    return queryNorms[query] + (targetNorms[target] - 2.0 * product);
  }

  /** The bound on the error of all {@link #near} distances of a row. */
  double error(int query) {
    double norm = queryNorms[query];
    return floatError * Math.sqrt(norm) * Math.sqrt(greatestNorm)
        + doubleError * (norm + greatestNorm)
        + LEAST_ERROR;
  }

  double exact(int query, int target) {
    float[] a = queries.values();
    float[] b = targets.values();
    int columns = queries.columns();
    int atA = query * columns;
    int atB = target * columns;
    double sum = 0;
    for (int i = 0; i < columns; i++) {
      double difference = (double) a[atA + i] - b[atB + i];
      sum += difference * difference;
    }
    return sum;
  }

  private static double[] norms(Rows rows) {
    double[] norms = new double[rows.count()];
    float[] values = rows.values();
    for (int row = 0; row < norms.length; row++) {
      double norm = 0;
      for (int i = row * rows.columns(); i < (row + 1) * rows.columns(); i++) {
        norm += (double) values[i] * values[i];
      }
      if (!(norm <= GREATEST_LENGTH * GREATEST_LENGTH)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "row %d has the length %s: NaN or above %s",
                row,
                Math.sqrt(norm),
                GREATEST_LENGTH));
      }
      norms[row] = norm;
    }
    return norms;
  }
}
