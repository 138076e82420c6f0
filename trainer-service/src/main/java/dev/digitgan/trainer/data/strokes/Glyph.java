package dev.digitgan.trainer.data.strokes;

import dev.digitgan.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One way to write a digit: the points of each stroke.
 *
 * @param weight frequency relative to the digit's other ways
 */
record Glyph(int weight, List<List<Point>> strokes) {
  private static final List<List<Glyph>> BY_DIGIT =
      List.of(
          List.of(
              // An oval from the top, the pen running over its start.
              of(4, "38,0 6,25 5,75 38,100 71,75 71,25 38,0 22,6"),
              // Narrow, begun at the upper right.
              of(3, "50,10 30,0 5,25 3,70 26,100 50,80 54,35 38,4 18,10"),
              // Round.
              of(3, "48,0 6,24 6,76 48,100 90,76 90,24 48,0 28,6"),
              // Closed by a stroke that dips inside.
              of(1, "52,4 22,3 4,36 12,82 42,100 70,76 68,28 48,4 38,20")),
          List.of(
              of(14, "10,0 10,33 10,66 10,100"),
              // With a flag.
              of(2, "0,20 13,11 24,0! 24,33 23,66 22,100"),
              // With a flag and a foot.
              of(2, "2,22 16,11 28,0! 28,33 28,66 27,98", "2,99 28,98 56,99")),
          List.of(
              // A corner at the foot.
              of(4, "5,24 20,4 44,2 60,20 52,46 26,75 0,98! 30,96 72,98"),
              // A loop at the foot.
              of(4, "4,26 18,4 42,3 56,24 46,56 26,86 8,98 -2,88 10,78 34,90 56,98 80,88"),
              // Wide, with a long base.
              of(3, "0,18 25,1 52,9 52,34 28,65 2,92! 24,86 50,92 92,88"),
              // Like a Z.
              of(2, "2,10 30,0 58,6 50,32 28,62 4,95! 35,94 74,97")),
          List.of(
              // Two bowls.
              of(5, "5,14 24,1 50,5 55,25 42,41 22,47! 50,52 62,72 48,94 22,100 0,89"),
              // A flat top.
              of(2, "5,5 30,4 60,2! 42,22 26,42! 52,49 62,72 44,96 6,95"),
              // A small loop where the bowls meet.
              of(2, "4,16 24,1 50,8 50,30 32,47 21,45 30,40 52,52 60,76 40,99 14,98 0,86")),
          List.of(
              // Open, with a corner.
              of(3, "10,2 4,28 0,52! 32,54 68,50", "54,0 51,50 48,100"),
              // Open, the bar a bowl.
              of(3, "10,4 3,32 10,50 34,52 62,42", "62,0 56,50 48,100"),
              // Closed.
              of(2, "48,0! 22,33 0,60! 36,62 74,59", "48,0 47,50 45,100"),
              // One stroke that turns down.
              of(3, "8,2 2,34 12,50 36,46 58,14! 54,50 46,100")),
          List.of(
              // The bar last.
              of(3, "15,3 12,24 8,44! 32,37 56,50 58,78 34,99 0,92", "15,3 40,4 70,0"),
              // One stroke.
              of(3, "68,0 42,3 20,4! 16,22 12,41! 36,39 56,56 50,84 24,100 0,93"),
              // Like an S.
              of(2, "74,1 44,5 20,18 24,39 48,55 52,78 30,99 0,91"),
              // A long bar, a small bowl.
              of(3, "30,10 22,28 14,42! 36,42 48,60 40,86 16,100 -12,89", "30,10 60,7 96,0")),
          List.of(
              // A bent stem.
              of(3, "46,0 22,20 5,54 10,88 32,100 54,84 52,60 30,52 8,70"),
              // A straight stem.
              of(3, "30,0 12,33 0,68 10,96 36,98 52,78 40,60 16,64 3,82"),
              // A small bowl.
              of(2, "54,2 34,12 12,42 2,72 14,98 42,96 52,76 34,64 10,82")),
          List.of(
              of(5, "0,8 30,7 62,3! 44,45 26,100"),
              // With a bar.
              of(1, "0,8 30,7 62,3! 46,45 28,100", "12,52 36,49 66,47"),
              // With a serif.
              of(2, "2,24 4,7! 32,8 62,3! 46,42 38,100"),
              // Round at the shoulder.
              of(3, "0,14 18,4 46,6 56,22 44,58 32,100")),
          List.of(
              // One stroke from the upper right.
              of(4, "52,14 32,0 10,10 14,34 38,54 52,76 40,98 14,96 6,76 26,52 50,30 52,10 38,1"),
              // Two rings.
              of(
                  1,
                  "30,0 10,10 10,36 30,46 50,35 50,10 28,0",
                  "30,46 6,58 5,88 30,100 56,88 55,60 28,46"),
              // Open at the top.
              of(3, "58,6 32,1 12,16 26,40 44,64 38,94 16,100 6,80 26,54 50,30 64,8")),
          List.of(
              // A straight stem.
              of(4, "52,10 28,0 4,16 8,40 30,42 52,14! 50,55 42,100"),
              // A stem that hooks back.
              of(2, "52,10 26,0 3,18 12,44 38,38 53,12! 54,50 46,86 22,100 4,92"),
              // Without a corner.
              of(3, "46,6 22,2 3,24 15,44 38,36 50,12 50,42 40,72 26,100")));

  Glyph {
    strokes = strokes.stream().map(List::copyOf).toList();
  }

  /** A point in hundredths of the digit's height, x to the right, y down. */
  record Point(int x, int y, boolean isCorner) {}

  static Glyph choose(int digit, RandomStream random) {
    List<Glyph> ways = BY_DIGIT.get(digit);
    int left = random.nextInt(ways.stream().mapToInt(Glyph::weight).sum());
    for (Glyph way : ways) {
      left -= way.weight();
      if (left < 0) {
        return way;
      }
    }
    throw new AssertionError("weights of digit " + digit);
  }

  /** Parses strokes: points "x,y" with a space between, "!" after a corner. */
  private static Glyph of(int weight, String... strokes) {
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
