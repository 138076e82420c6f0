package dev.digitgan.trainer.data.strokes;

import java.util.Arrays;

/** The trace of the pen: a chain of short straight pieces, some of them without ink. */
final class Ink {
  private double[] x = new double[128];
  private double[] y = new double[128];
  private boolean[] starts = new boolean[128];
  private int size;

  /** Starts a stroke: there is no ink between the previous point and this one. */
  void startAt(double px, double py) {
    add(px, py, true);
  }

  void lineTo(double px, double py) {
    add(px, py, false);
  }

  private void add(double px, double py, boolean start) {
    if (size == x.length) {
      x = Arrays.copyOf(x, 2 * size);
      y = Arrays.copyOf(y, 2 * size);
      starts = Arrays.copyOf(starts, 2 * size);
    }
    x[size] = px;
    y[size] = py;
    starts[size] = start;
    size++;
  }

  int size() {
    return size;
  }

  double x(int point) {
    return x[point];
  }

  double y(int point) {
    return y[point];
  }

  boolean startsAt(int point) {
    return starts[point];
  }

  void move(int point, double px, double py) {
    x[point] = px;
    y[point] = py;
  }

  Box bounds() {
    Box box = new Box(x[0], y[0], x[0], y[0]);
    for (int i = 1; i < size; i++) {
      box = box.with(x[i], y[i]);
    }
    return box;
  }

  record Box(double left, double top, double right, double bottom) {
    Box with(double x, double y) {
      return new Box(Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y));
    }

    double width() {
      return right - left;
    }

    double height() {
      return bottom - top;
    }
  }
}
