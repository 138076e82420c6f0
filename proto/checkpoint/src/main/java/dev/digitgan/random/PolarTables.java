package dev.digitgan.random;

/**
 * Approximates the radius, cosine and sine of {@link NormalPairs}: each from the nearest entry of a
 * table and the first terms of the Taylor series around it.
 */
final class PolarTables {
  /** Cells of the logarithm's table, which begins at {@link #FIRST} and ends at twice that. */
  private static final int LOG_CELLS = 128;

  /** 11/16, so that 1, where the logarithm is most sensitive, is the end of a cell. */
  private static final long FIRST = Double.doubleToRawLongBits(0.6875);

  private static final int EXPONENT_SHIFT = 52;
  private static final int CELL_SHIFT = EXPONENT_SHIFT - 7;

  /** Leaves so few bits that a mantissa of 33 bits times an inverse is exact. */
  private static final double INVERSE_UNIT = 0x1.0p-11;

  private static final double LN_2 = StrictMath.log(2);

  /** The rounded inverse i of each cell's middle, and ln(1/i). */
  private static final double[] LOGARITHMS = logarithms();

  /** One full turn in cells, whose number is a word's highest byte. */
  private static final int TURN_CELLS = 256;

  private static final int TURN_SHIFT = 24;
  private static final int IN_CELL = (1 << TURN_SHIFT) - 1;
  private static final double CELL_MIDDLE = IN_CELL / 2.0;
  private static final double ANGLE_UNIT = 2 * StrictMath.PI * 0x1.0p-32;

  /** Cosine and sine of each cell's middle. */
  private static final double[] TURN = turn();

  private PolarTables() {}

  /** sqrt(-2 ln((word + 1/2) / 2^32)). */
  static double radius(int word) {
    return Math.sqrt(-2.0 * logarithm(((word & 0xFFFFFFFFL) + 0.5) * 0x1.0p-32));
  }

  /** ln(x) = e ln 2 + ln(m), m from 11/16 to 22/16, and ln(m) = ln(1/i) + ln(1 + (m i - 1)). */
  private static double logarithm(double x) {
    long bits = Double.doubleToRawLongBits(x);
    long offset = bits - FIRST;
    int cell = 2 * ((int) (offset >>> CELL_SHIFT) & (LOG_CELLS - 1));
    long exponent = offset >> EXPONENT_SHIFT;
    double m = Double.longBitsToDouble(bits - (exponent << EXPONENT_SHIFT));
    double z = m * LOGARITHMS[cell] - 1;
    double z2 = z * z;
    double series =
        z
            - z2
                * (1.0 / 2
                    - z * (1.0 / 3)
                    + z2 * (1.0 / 4 - z * (1.0 / 5) + z2 * (1.0 / 6 - z * (1.0 / 7))));
    return exponent * LN_2 + LOGARITHMS[cell + 1] + series;
  }

  /** cos(2 pi (word + 1/2) / 2^32). */
  static double cosine(int word) {
    int cell = 2 * (word >>> TURN_SHIFT);
    double d = distance(word);
    return TURN[cell] + (TURN[cell] * cosineLessOne(d) - TURN[cell + 1] * sineOfSmall(d));
  }

  /** sin(2 pi (word + 1/2) / 2^32). */
  static double sine(int word) {
    int cell = 2 * (word >>> TURN_SHIFT);
    double d = distance(word);
    return TURN[cell + 1] + (TURN[cell + 1] * cosineLessOne(d) + TURN[cell] * sineOfSmall(d));
  }

  /** Angle from the middle of the word's cell, at most pi / 256. */
  private static double distance(int word) {
    return ((word & IN_CELL) - CELL_MIDDLE) * ANGLE_UNIT;
  }

  private static double sineOfSmall(double d) {
    double square = d * d;
    return d - d * square * (1.0 / 6 - square * (1.0 / 120));
  }

  private static double cosineLessOne(double d) {
    double square = d * d;
    return square * (-1.0 / 2 + square * (1.0 / 24 - square * (1.0 / 720)));
  }

  private static double[] logarithms() {
    double[] table = new double[2 * LOG_CELLS];
    for (int i = 0; i < LOG_CELLS; i++) {
      double begin = Double.longBitsToDouble(FIRST + ((long) i << CELL_SHIFT));
      double end = Double.longBitsToDouble(FIRST + ((long) (i + 1) << CELL_SHIFT));
      double inverse = Math.rint(2 / (begin + end) / INVERSE_UNIT) * INVERSE_UNIT;
      // Exact around 1, where the terms of the sum would cancel.
      table[2 * i] = begin == 1 || end == 1 ? 1 : inverse;
      table[2 * i + 1] = -StrictMath.log(table[2 * i]);
    }
    return table;
  }

  private static double[] turn() {
    double[] table = new double[2 * TURN_CELLS];
    for (int i = 0; i < TURN_CELLS; i++) {
      double angle = 2 * StrictMath.PI * (i + 0.5) / TURN_CELLS;
      table[2 * i] = StrictMath.cos(angle);
      table[2 * i + 1] = StrictMath.sin(angle);
    }
    return table;
  }
}
