package dev.digitgan.trainer.data.strokes;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The trace of the pen: a chain of short straight pieces, some of them without ink. */
final class Ink {
  private final List<double[]> points = new ArrayList<>();
  private final BitSet starts = new BitSet();

  /** Starts a stroke: there is no ink between the previous point and this one. */
  void startAt(double px, double py) {
    starts.set(points.size());
    lineTo(px, py);
  }

  void lineTo(double px, double py) {
    points.add(new double[] {px, py});
  }

  int size() {
    return points.size();
  }

  double x(int point) {
    return points.get(point)[0];
  }

  double y(int point) {
    return points.get(point)[1];
  }

  boolean startsAt(int point) {
    return starts.get(point);
  }

  void move(int point, double px, double py) {
    points.set(point, new double[] {px, py});
  }

  Box bounds() {
    Box box = new Box(x(0), y(0), x(0), y(0));
    for (double[] point : points) {
      box = box.with(point[0], point[1]);
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
