package dev.digitgan.trainer.data.strokes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One way to write a digit: the points that the pen passes, stroke by stroke.
 *
 * @param weight how often writers choose this way, relative to the digit's other ways
 */
record Glyph(int weight, List<List<Point>> strokes) {
  Glyph {
    strokes = strokes.stream().map(List::copyOf).toList();
  }

  /** In hundredths of the digit's height, x to the right, y down; the pen turns at a corner. */
  record Point(int x, int y, boolean isCorner) {}

  /** Strokes as text: points "x,y" with a space between, "!" after a corner. */
  static Glyph of(int weight, String... strokes) {
    return new Glyph(weight, Arrays.stream(strokes).map(Glyph::stroke).toList());
  }

  private static List<Point> stroke(String text) {
    List<Point> points = new ArrayList<>();
    for (String point : text.split(" ", -1)) {
      int comma = point.indexOf(',');
      boolean corner = point.endsWith("!");
      int end = point.length() - (corner ? 1 : 0);
      points.add(
          new Point(
              Integer.parseInt(point, 0, comma, 10),
              Integer.parseInt(point, comma + 1, end, 10),
              corner));
    }
    return points;
  }
}
