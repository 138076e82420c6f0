package dev.digitgan.trainer.quality.figure;

import dev.digitgan.random.RandomStream;
import dev.digitgan.random.RandomStream.Domain;
import java.util.stream.IntStream;

/** Random rows for tests, the same for the same seed. */
final class Draws {
  private Draws() {}

  static RandomStream random(long seed) {
    return new RandomStream(seed, Domain.DATA_ORDER, 0);
  }

  /** Independent, mean 0, deviation 1. */
  static Rows normal(int count, int columns, long seed) {
    float[] values = new float[count * columns];
    random(seed).nextNormals(values, 0, values.length);
    return Rows.owning(values, columns);
  }

  /** Independent, on [0, 1]. */
  static Rows uniform(int count, int columns, long seed) {
    float[] values = new float[count * columns];
    random(seed).nextUniforms(values, 0, values.length);
    for (int i = 0; i < values.length; i++) {
      values[i] = (values[i] + 1) / 2;
    }
    return Rows.owning(values, columns);
  }

  /** Whole numbers from 0 to {@code values - 1}, so that equal distances and equal rows abound. */
  static Rows whole(int count, int columns, int values, long seed) {
    RandomStream random = random(seed);
    float[] drawn = new float[count * columns];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = random.nextInt(values);
    }
    return Rows.owning(drawn, columns);
  }

  static int[] range(int from, int to) {
    return IntStream.range(from, to).toArray();
  }

  static Rows plus(Rows rows, float... shift) {
    float[] values = rows.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] += shift[i % shift.length];
    }
    return Rows.owning(values, rows.columns());
  }

  static double[][] doubles(Rows rows) {
    double[][] values = new double[rows.count()][rows.columns()];
    for (int i = 0; i < rows.count(); i++) {
      for (int j = 0; j < rows.columns(); j++) {
        values[i][j] = rows.at(i, j);
      }
    }
    return values;
  }
}
