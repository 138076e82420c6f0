package dev.digitgan.trainer.data.strokes;

import dev.digitgan.random.RandomStream;

/**
 * A smooth random displacement of the unit square: uniform cubic B-splines of normal values on a
 * coarse grid, so only sums and products.
 */
final class WarpField {
  private static final int CELLS = 2;
  private static final int KNOTS = CELLS + 3;
  // Restores the amplitude in the middle of a cell, since a B-spline averages its knots.
  private static final double AVERAGING = 2.1;

  private final double[] dx = new double[KNOTS * KNOTS];
  private final double[] dy = new double[KNOTS * KNOTS];

  /** Draws a field with about that standard deviation, in units of the square. */
  WarpField(RandomStream random, double deviation) {
    for (int i = 0; i < dx.length; i++) {
      dx[i] = AVERAGING * deviation * random.nextNormal();
      dy[i] = AVERAGING * deviation * random.nextNormal();
    }
  }

  double dx(double u, double v) {
    return at(dx, u, v);
  }

  double dy(double u, double v) {
    return at(dy, u, v);
  }

  private static double at(double[] knots, double u, double v) {
    int column = cell(u);
    int row = cell(v);
    double tu = u * CELLS - column;
    double tv = v * CELLS - row;
    double sum = 0;
    for (int j = 0; j < 4; j++) {
      double line = 0;
      for (int i = 0; i < 4; i++) {
        line += weight(i, tu) * knots[(row + j) * KNOTS + column + i];
      }
      sum += weight(j, tv) * line;
    }
    return sum;
  }

  private static int cell(double u) {
    return Math.max(0, Math.min(CELLS - 1, (int) (u * CELLS)));
  }

  private static double weight(int knot, double t) {
    double s = 1 - t;
    return switch (knot) {
      case 0 -> s * s * s / 6;
      case 1 -> (3 * t * t * t - 6 * t * t + 4) / 6;
      case 2 -> (3 * s * s * s - 6 * s * s + 4) / 6;
      default -> t * t * t / 6;
    };
  }
}
