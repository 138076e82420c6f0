package dev.digitgan.trainer.data.strokes;

import dev.digitgan.random.RandomStream;
import java.util.List;

/**
 * Imitates a hand that writes a glyph: misses its points a little, joins them by smooth curves,
 * then slants, stretches and warps it. The unit is the glyph's height.
 */
record Hand(RandomStream random) {
  private static final int PIECES_PER_CURVE = 8;
  private static final double MISS = 0.02;
  private static final double SLANT_MEAN = 0.16;
  private static final double SLANT_DEVIATION = 0.27;
  private static final double TURN_DEVIATION = 0.11;
  private static final double STRETCH_DEVIATION = 0.19;
  private static final double WARP = 0.03;
  private static final double WAIST_DEVIATION = 0.3;
  private static final double WAIST_MOST = 0.8;
  private static final double TAPER_DEVIATION = 0.25;

  Ink write(Glyph glyph) {
    Ink ink = new Ink();
    for (List<Glyph.Point> stroke : glyph.strokes()) {
      follow(stroke, ink);
    }
    proportion(ink);
    stretchSlantTurn(ink);
    warp(ink);
    return ink;
  }

  private void follow(List<Glyph.Point> stroke, Ink ink) {
    int count = stroke.size();
    double[] x = new double[count];
    double[] y = new double[count];
    for (int i = 0; i < count; i++) {
      x[i] = stroke.get(i).x() / 100.0 + MISS * random.nextNormal();
      y[i] = stroke.get(i).y() / 100.0 + MISS * random.nextNormal();
    }
    ink.startAt(x[0], y[0]);
    for (int i = 0; i + 1 < count; i++) {
      int before = i == 0 || stroke.get(i).isCorner() ? i : i - 1;
      int after = i + 2 == count || stroke.get(i + 1).isCorner() ? i + 1 : i + 2;
      for (int piece = 1; piece <= PIECES_PER_CURVE; piece++) {
        double t = (double) piece / PIECES_PER_CURVE;
        ink.lineTo(
            between(x[before], x[i], x[i + 1], x[after], t),
            between(y[before], y[i], y[i + 1], y[after], t));
      }
    }
  }

  /** The uniform Catmull-Rom cubic from b (t = 0) to c (t = 1). */
  private static double between(double a, double b, double c, double d, double t) {
    double linear = c - a;
    double square = 2 * a - 5 * b + 4 * c - d;
    double cube = 3 * (b - c) + d - a;
    return b + 0.5 * t * (linear + t * (square + t * cube));
  }

  /** Moves the waist up or down, as between the bowls of an 8, and widens the top or the foot. */
  private void proportion(Ink ink) {
    double waist = WAIST_DEVIATION * random.nextNormal();
    double bend = Math.max(-WAIST_MOST, Math.min(WAIST_MOST, waist));
    double taper = TAPER_DEVIATION * random.nextNormal();
    for (int i = 0; i < ink.size(); i++) {
      double y = ink.y(i);
      ink.move(i, ink.x(i) * (1 + taper * (y - 0.5)), y + bend * y * (1 - y));
    }
  }

  private void stretchSlantTurn(Ink ink) {
    double stretch = Math.max(0.6, 1 + STRETCH_DEVIATION * random.nextNormal());
    double slant = SLANT_MEAN + SLANT_DEVIATION * random.nextNormal();
    double turn = TURN_DEVIATION * random.nextNormal();
    double cos = StrictMath.cos(turn);
    double sin = StrictMath.sin(turn);
    for (int i = 0; i < ink.size(); i++) {
      double x = stretch * ink.x(i) - slant * ink.y(i);
      double y = ink.y(i);
      ink.move(i, cos * x - sin * y, sin * x + cos * y);
    }
  }

  private void warp(Ink ink) {
    Ink.Box box = ink.bounds();
    WarpField field = new WarpField(random, WARP);
    double size = Math.max(box.width(), box.height());
    for (int i = 0; i < ink.size(); i++) {
      double u = (ink.x(i) - box.left()) / size;
      double v = (ink.y(i) - box.top()) / size;
      ink.move(i, ink.x(i) + field.dx(u, v), ink.y(i) + field.dy(u, v));
    }
  }
}
