package dev.digitgan.trainer.quality.figure;

import java.util.Arrays;
import java.util.Locale;

/**
 * Squared Euclidean distances between the rows of two sets: near ones from dot products in float32
 * with a bound on their error, exact ones (differences and sums in double) for the few pairs that
 * the bound leaves open. So what comes of comparing them is as if all were exact: it depends on
 * neither threads nor tiles, is the same from both sides, and is 0 for equal rows.
 */
final class Distances {
  /** Above it a product of two rows might leave float32. */
  private static final double GREATEST_LENGTH = 1e18;

  /** For products that round to 0. */
  private static final double LEAST_ERROR = 1e-30;

  private final Rows queries;
  private final Rows targets;
  private final double[] queryNorms;
  private final double[] targetNorms;
  private final double greatestNorm;
  private final double floatError;
  private final double doubleError;

  Distances(Rows queries, Rows targets) {
    Require.sameColumns(queries, targets);
    this.queries = queries;
    this.targets = targets;
    queryNorms = norms(queries);
    targetNorms = queries == targets ? queryNorms : norms(targets);
    greatestNorm = Arrays.stream(targetNorms).max().orElse(0);
    floatError = 2 * Panel.relativeError(queries.columns());
    doubleError = 2 * (queries.columns() + 8) * 0x1.0p-53;
  }

  /** From a product in float32. The error is at most {@link #error}; may be less than 0. */
  double near(int query, int target, float product) {
    return queryNorms[query] + (targetNorms[target] - 2.0 * product);
  }

  /** Bound on the error of all {@link #near} distances of that row. */
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
                "row %d has the length %s: above %s or no number",
                row,
                Math.sqrt(norm),
                GREATEST_LENGTH));
      }
      norms[row] = norm;
    }
    return norms;
  }
}
