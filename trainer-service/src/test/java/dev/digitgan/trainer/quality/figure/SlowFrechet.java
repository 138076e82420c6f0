package dev.digitgan.trainer.quality.figure;

import java.util.stream.IntStream;

/**
 * |m1 - m2|^2 + tr (C1 + C2 - 2 (C1 C2)^1/2) by plain arrays. The root by the product form of
 * Newton's iteration: Denman and Beavers, "The matrix sign function and computations in systems"
 * (1976). For covariances of full rank.
 */
final class SlowFrechet {
  private static final int STEPS = 60;

  private SlowFrechet() {}

  static double distance(double[][] first, double[][] second) {
    double[][] c1 = covariance(first);
    double[][] c2 = covariance(second);
    double[][] root = squareRoot(product(c1, c2));
    double distance = 0;
    for (int i = 0; i < root.length; i++) {
      double shift = mean(first, i) - mean(second, i);
      distance += shift * shift + c1[i][i] + c2[i][i] - 2 * root[i][i];
    }
    return distance;
  }

  private static double mean(double[][] rows, int column) {
    return IntStream.range(0, rows.length).mapToDouble(i -> rows[i][column]).sum() / rows.length;
  }

  private static double[][] covariance(double[][] rows) {
    int columns = rows[0].length;
    double[][] covariance = new double[columns][columns];
    for (int i = 0; i < columns; i++) {
      for (int j = 0; j < columns; j++) {
        for (double[] row : rows) {
          covariance[i][j] +=
              (row[i] - mean(rows, i)) * (row[j] - mean(rows, j)) / (rows.length - 1);
        }
      }
    }
    return covariance;
  }

  private static double[][] squareRoot(double[][] matrix) {
    double[][] root = matrix;
    double[][] inverseRoot = identity(matrix.length);
    for (int step = 0; step < STEPS; step++) {
      double[][] next = middle(root, inverse(inverseRoot));
      inverseRoot = middle(inverseRoot, inverse(root));
      root = next;
    }
    return root;
  }

  private static double[][] product(double[][] a, double[][] b) {
    double[][] product = new double[a.length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        for (int k = 0; k < a.length; k++) {
          product[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return product;
  }

  private static double[][] middle(double[][] a, double[][] b) {
    double[][] middle = new double[a.length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        middle[i][j] = (a[i][j] + b[i][j]) / 2;
      }
    }
    return middle;
  }

  private static double[][] identity(int size) {
    double[][] identity = new double[size][size];
    for (int i = 0; i < size; i++) {
      identity[i][i] = 1;
    }
    return identity;
  }

  /** By Gauss and Jordan, with the largest pivot of each column. */
  private static double[][] inverse(double[][] matrix) {
    int size = matrix.length;
    double[][] left = new double[size][];
    for (int i = 0; i < size; i++) {
      left[i] = matrix[i].clone();
    }
    double[][] right = identity(size);
    for (int column = 0; column < size; column++) {
      int pivot = column;
      for (int row = column; row < size; row++) {
        pivot = Math.abs(left[row][column]) > Math.abs(left[pivot][column]) ? row : pivot;
      }
      swap(left, column, pivot);
      swap(right, column, pivot);
      double divisor = left[column][column];
      for (int j = 0; j < size; j++) {
        left[column][j] /= divisor;
        right[column][j] /= divisor;
      }
      for (int row = 0; row < size; row++) {
        double factor = left[row][column];
        for (int j = 0; row != column && j < size; j++) {
          left[row][j] -= factor * left[column][j];
          right[row][j] -= factor * right[column][j];
        }
      }
    }
    return right;
  }

  private static void swap(double[][] rows, int i, int j) {
    double[] row = rows[i];
    rows[i] = rows[j];
    rows[j] = row;
  }
}
