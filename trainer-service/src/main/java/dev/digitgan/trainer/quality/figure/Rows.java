package dev.digitgan.trainer.quality.figure;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Locale;
import java.util.Objects;

/** Rows of numbers, one for each image: features, pixels or odds of classes. Immutable. */
public final class Rows {
  /** The tolerance for rounding of probabilities in float32. */
  private static final double SUM_TOLERANCE = 1e-3;

  private final float[] values;
  private final int count;
  private final int columns;

  private Rows(float[] values, int count, int columns) {
    this.values = values;
    this.count = count;
    this.columns = columns;
  }

  /** Makes rows that own {@code values}, row by row: the caller must not write to them again. */
  public static Rows owning(float[] values, int columns) {
    checkArgument(
        columns >= 1 && values.length % columns == 0,
        "%s numbers are not rows of %s",
        values.length,
        columns);
    return new Rows(values, values.length / columns, columns);
  }

  public int count() {
    return count;
  }

  public int columns() {
    return columns;
  }

  public float at(int row, int column) {
    return values[Objects.checkIndex(row, count) * columns + Objects.checkIndex(column, columns)];
  }

  public void copyRow(int row, float[] into, int at) {
    System.arraycopy(values, Objects.checkIndex(row, count) * columns, into, at, columns);
  }

  /** Copies the rows with those indices, in that order. */
  public Rows select(int... rows) {
    float[] selected = new float[Math.multiplyExact(rows.length, columns)];
    for (int i = 0; i < rows.length; i++) {
      copyRow(rows[i], selected, i * columns);
    }
    return new Rows(selected, rows.length, columns);
  }

  /** All values, row by row; the caller must not write to them. */
  float[] values() {
    return values;
  }

  void requireFinite() {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw refuse(i, "not finite");
      }
    }
  }

  void requireAtLeast(int least) {
    checkArgument(count >= least, "%s rows, but at least %s are needed", count, least);
  }

  void requireColumnsOf(Rows other) {
    checkArgument(
        columns == other.columns,
        "rows of %s numbers and rows of %s do not compare",
        columns,
        other.columns);
  }

  void requirePixels() {
    requireFinite();
    for (int i = 0; i < values.length; i++) {
      if (values[i] < 0 || values[i] > 1) {
        throw refuse(i, "not a pixel in [0, 1]");
      }
    }
  }

  void requireProbabilities() {
    requireFinite();
    for (int row = 0; row < count; row++) {
      double sum = 0;
      for (int i = row * columns; i < (row + 1) * columns; i++) {
        if (values[i] < 0) {
          throw refuse(i, "not a probability");
        }
        sum += values[i];
      }
      if (Math.abs(sum - 1) > SUM_TOLERANCE) {
        throw new IllegalArgumentException("probabilities of row " + row + " add up to " + sum);
      }
    }
  }

  private IllegalArgumentException refuse(int at, String reason) {
    return new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "row %d, column %d: %s is %s",
            at / columns,
            at % columns,
            values[at],
            reason));
  }
}
