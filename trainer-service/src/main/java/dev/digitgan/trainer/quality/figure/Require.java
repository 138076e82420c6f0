package dev.digitgan.trainer.quality.figure;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Locale;

/** Checks of rows, which throw an IllegalArgumentException. */
final class Require {
  /** The tolerance for rounding of probabilities in float32. */
  private static final double SUM_TOLERANCE = 1e-3;

  private Require() {}

  static void finite(Rows rows) {
    float[] values = rows.values();
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(place(rows, i) + " is not finite");
      }
    }
  }

  static void someOf(Rows rows, int least) {
    checkArgument(
        rows.count() >= least, "%s rows, but at least %s are needed", rows.count(), least);
  }

  static void sameColumns(Rows a, Rows b) {
    checkArgument(
        a.columns() == b.columns(),
        "rows of %s numbers and rows of %s do not compare",
        a.columns(),
        b.columns());
  }

  static void pixels(Rows rows) {
    finite(rows);
    float[] values = rows.values();
    for (int i = 0; i < values.length; i++) {
      if (values[i] < 0 || values[i] > 1) {
        throw new IllegalArgumentException(place(rows, i) + " is not a pixel in [0, 1]");
      }
    }
  }

  /** Checks that rows are not negative and add up to 1. */
  static void probabilities(Rows rows) {
    finite(rows);
    for (int row = 0; row < rows.count(); row++) {
      double sum = 0;
      for (int column = 0; column < rows.columns(); column++) {
        float value = rows.at(row, column);
        if (value < 0) {
          throw new IllegalArgumentException(
              place(rows, row * rows.columns() + column) + " is not a probability");
        }
        sum += value;
      }
      if (Math.abs(sum - 1) > SUM_TOLERANCE) {
        throw new IllegalArgumentException("probabilities of row " + row + " add up to " + sum);
      }
    }
  }

  private static String place(Rows rows, int at) {
    return String.format(
        Locale.ROOT,
        "row %d, column %d: %s",
        at / rows.columns(),
        at % rows.columns(),
        rows.values()[at]);
  }
}
