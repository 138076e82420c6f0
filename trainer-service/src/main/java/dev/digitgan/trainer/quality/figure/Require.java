package dev.digitgan.trainer.quality.figure;

import java.util.Locale;

/** What figures ask of their rows. All throw IllegalArgumentException. */
final class Require {
  /** Rounding of probabilities in float32. */
  private static final double SUM_TOLERANCE = 1e-3;

  private Require() {}

  static void finite(Rows rows) {
    float[] values = rows.values();
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(place(rows, i) + " is no finite number");
      }
    }
  }

  static void someOf(Rows rows, int least) {
    if (rows.count() < least) {
      throw new IllegalArgumentException(
          rows.count() + " rows where at least " + least + " are due");
    }
  }

  static void sameColumns(Rows a, Rows b) {
    if (a.columns() != b.columns()) {
      throw new IllegalArgumentException(
          "rows of " + a.columns() + " numbers beside rows of " + b.columns());
    }
  }

  /** Pixels in [0, 1]. */
  static void pixels(Rows rows) {
    finite(rows);
    float[] values = rows.values();
    for (int i = 0; i < values.length; i++) {
      if (values[i] < 0 || values[i] > 1) {
        throw new IllegalArgumentException(place(rows, i) + " is no pixel in [0, 1]");
      }
    }
  }

  /** Rows that are not negative and add up to 1. */
  static void probabilities(Rows rows) {
    finite(rows);
    for (int row = 0; row < rows.count(); row++) {
      double sum = 0;
      for (int column = 0; column < rows.columns(); column++) {
        float value = rows.at(row, column);
        if (value < 0) {
          throw new IllegalArgumentException(
              place(rows, row * rows.columns() + column) + " is no probability");
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
