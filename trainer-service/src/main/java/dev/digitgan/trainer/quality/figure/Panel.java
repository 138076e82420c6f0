package dev.digitgan.trainer.quality.figure;

import java.util.Arrays;

/**
 * A transposed block of at most {@link #WIDTH} rows: one loop over them takes the dot products of
 * all with another row. The JIT vectorises sums over an array, and no sum runs across its lanes, so
 * that a product has the same bits on every machine. Each column has its own array: with one array
 * for all, the JIT of Java 17 leaves the loop scalar (measured: 5 against 17 products a
 * nanosecond).
 */
final class Panel {
  static final int WIDTH = 256;

  /** The number of columns that one pass adds. */
  private static final int STEP = 4;

  private final float[][] columns;
  private final float[] row;

  Panel(int columnCount) {
    int padded = (columnCount + STEP - 1) / STEP * STEP;
    columns = new float[padded][WIDTH];
    row = new float[padded];
  }

  /** Loads the rows from {@code from}; products with rows beyond the last are undefined. */
  void load(Rows rows, int from) {
    int count = Math.min(WIDTH, rows.count() - from);
    float[] values = rows.values();
    for (int column = 0; column < rows.columns(); column++) {
      float[] into = columns[column];
      int at = from * rows.columns() + column;
      for (int i = 0; i < count; i++) {
        into[i] = values[at];
        at += rows.columns();
      }
    }
  }

  /**
   * Writes the dot products of row {@code query} with all rows to {@code products[0..WIDTH)}. The
   * error of each in float32 is at most {@link #relativeError} of the product of both lengths.
   */
  void multiply(Rows queries, int query, float[] products) {
    queries.copyRow(query, row, 0);
    Arrays.fill(products, 0, WIDTH, 0f);
    for (int i = 0; i < row.length; i += STEP) {
      add(products, columns[i], columns[i + 1], columns[i + 2], columns[i + 3], row, i);
    }
  }

  /**
   * The relative error of n terms added in any order, n u / (1 - n u) with u = 2^-24, and a margin
   * for sums in double. Source: Higham, "Accuracy and Stability of Numerical Algorithms" (2002),
   * section 3.1.
   */
  static double relativeError(int columnCount) {
    return 1.01 * (columnCount + 8) * 0x1.0p-24;
  }

  private static void add(
      float[] sums, float[] c0, float[] c1, float[] c2, float[] c3, float[] row, int at) {
    float r0 = row[at];
    float r1 = row[at + 1];
    float r2 = row[at + 2];
    float r3 = row[at + 3];
    for (int i = 0; i < WIDTH; i++) {
      sums[i] += (r0 * c0[i] + r1 * c1[i]) + (r2 * c2[i] + r3 * c3[i]);
    }
  }
}
