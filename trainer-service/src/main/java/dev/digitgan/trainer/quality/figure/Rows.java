package dev.digitgan.trainer.quality.figure;

import java.util.Objects;

/**
 * Numbers in rows, one row an image: its features, its pixels or the odds of its classes.
 * Immutable.
 */
public final class Rows {
  private final float[] values;
  private final int count;
  private final int columns;

  private Rows(float[] values, int count, int columns) {
    this.values = values;
    this.count = count;
    this.columns = columns;
  }

  /**
   * Takes {@code values} as its own: the caller must not write to them again.
   *
   * @param values row by row
   */
  public static Rows owning(float[] values, int columns) {
    if (columns < 1 || values.length % columns != 0) {
      throw new IllegalArgumentException(values.length + " numbers are no rows of " + columns);
    }
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

  /** Copies row {@code row} to {@code into} from position {@code at}. */
  public void copyRow(int row, float[] into, int at) {
    System.arraycopy(values, Objects.checkIndex(row, count) * columns, into, at, columns);
  }

  /** A copy of the rows of those numbers, in that order. */
  public Rows select(int... rows) {
    float[] selected = new float[Math.multiplyExact(rows.length, columns)];
    for (int i = 0; i < rows.length; i++) {
      copyRow(rows[i], selected, i * columns);
    }
    return new Rows(selected, rows.length, columns);
  }

  /** All values, row by row, not a copy: they must not be written to. For loops over all. */
  float[] values() {
    return values;
  }
}
