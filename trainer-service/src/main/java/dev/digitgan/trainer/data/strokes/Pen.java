package dev.digitgan.trainer.data.strokes;

import dev.digitgan.random.RandomStream;

/**
 * A pen that draws as in MNIST: the ink fits a box of 20 x 20 pixels, and its centre of mass is the
 * middle of 28 x 28.
 */
final class Pen {
  static final int SIDE = 28;
  private static final double BOX = 20;
  private static final double RADIUS_MEAN = 1.37;
  private static final double RADIUS_DEVIATION = 0.39;
  private static final double RADIUS_LEAST = 0.65;
  private static final double RADIUS_MOST = 2.3;
  private static final double PRESSURE_DEVIATION = 0.12;
  private static final int PIECES_PER_PRESSURE = 10;

  // The share of a soft edge that counts as ink; fainter ink rounds to paper.
  private static final double EDGE_IN_BOX = 0.7;

  private final RandomStream random;
  private final double radius;
  private final double edge;

  Pen(RandomStream random) {
    this.random = random;
    double wanted = RADIUS_MEAN + RADIUS_DEVIATION * random.nextNormal();
    this.radius = Math.max(RADIUS_LEAST, Math.min(RADIUS_MOST, wanted));
    this.edge = 1.3 + 0.5 * random.nextDouble();
  }

  /** Overwrites the 784 bytes from {@code at}, rows from the top, 0 = paper. */
  void draw(Ink ink, byte[] into, int at) {
    fit(ink);
    double[] coverage = new double[SIDE * SIDE];
    double pressure = pressure();
    double nextPressure = pressure();
    for (int i = 1; i < ink.size(); i++) {
      int step = i % PIECES_PER_PRESSURE;
      if (step == 0) {
        pressure = nextPressure;
        nextPressure = pressure();
      }
      double share = (double) step / PIECES_PER_PRESSURE;
      if (!ink.startsAt(i)) {
        double width = radius * (pressure + share * (nextPressure - pressure));
        cover(coverage, ink, i, width);
      }
    }
    for (int i = 0; i < coverage.length; i++) {
      double c = coverage[i];
      into[at + i] = (byte) (int) (255 * c * c * (3 - 2 * c) + 0.5);
    }
  }

  private double pressure() {
    return Math.max(0.6, 1 + PRESSURE_DEVIATION * random.nextNormal());
  }

  private void fit(Ink ink) {
    Ink.Box box = ink.bounds();
    double scale = (BOX - 2 * radius - EDGE_IN_BOX * edge) / Math.max(box.width(), box.height());
    double mass = 0;
    double massX = 0;
    double massY = 0;
    for (int i = 1; i < ink.size(); i++) {
      if (!ink.startsAt(i)) {
        double dx = ink.x(i) - ink.x(i - 1);
        double dy = ink.y(i) - ink.y(i - 1);
        double length = Math.sqrt(dx * dx + dy * dy);
        mass += length;
        massX += length * (ink.x(i) + ink.x(i - 1)) / 2;
        massY += length * (ink.y(i) + ink.y(i - 1)) / 2;
      }
    }
    double margin = radius + 0.5;
    double left = inside(massX / mass, box.left(), box.right(), scale, margin);
    double top = inside(massY / mass, box.top(), box.bottom(), scale, margin);
    for (int i = 0; i < ink.size(); i++) {
      ink.move(i, left + scale * ink.x(i), top + scale * ink.y(i));
    }
  }

  /** The offset that centres {@code centre}, or less to keep the ink on the sheet. */
  private static double inside(
      double centre, double low, double high, double scale, double margin) {
    double wanted = SIDE / 2.0 - scale * centre;
    double least = margin - scale * low;
    double most = SIDE - margin - scale * high;
    return Math.max(least, Math.min(most, wanted));
  }

  /** Draws the straight piece that ends at point {@code end}; overlapping ink does not darken. */
  private void cover(double[] coverage, Ink ink, int end, double width) {
    double ax = ink.x(end - 1);
    double ay = ink.y(end - 1);
    double bx = ink.x(end);
    double by = ink.y(end);
    double reach = width + edge;
    int left = pixel(Math.min(ax, bx) - reach);
    int right = pixel(Math.max(ax, bx) + reach);
    int top = pixel(Math.min(ay, by) - reach);
    int bottom = pixel(Math.max(ay, by) + reach);
    double dx = bx - ax;
    double dy = by - ay;
    double squared = Math.max(dx * dx + dy * dy, 1e-12);
    for (int row = top; row <= bottom; row++) {
      for (int column = left; column <= right; column++) {
        double px = column + 0.5 - ax;
        double py = row + 0.5 - ay;
        double t = Math.max(0, Math.min(1, (px * dx + py * dy) / squared));
        double ox = px - t * dx;
        double oy = py - t * dy;
        double inked = (width - Math.sqrt(ox * ox + oy * oy)) / edge + 0.5;
        int index = row * SIDE + column;
        coverage[index] = Math.max(coverage[index], Math.min(1, inked));
      }
    }
  }

  private static int pixel(double position) {
    return Math.max(0, Math.min(SIDE - 1, (int) position));
  }
}
