package dev.digitgan.trainer.quality.figure;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Objects;

/** Rows of numbers, one for each image: features, pixels or odds of classes. Immutable. */
public final class Rows {
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

  /** Copies a row to {@code into} from position {@code at}. */
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
}
