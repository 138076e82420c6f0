package dev.digitgan.random;

/**
 * Pairs of normal numbers as {@link RandomStream#nextNormals} defines them, to the last bit, at a
 * fifth of the cost.
 *
 * <p>The definition rounds a double, computed by {@link StrictMath}, to a float. The double's exact
 * bits matter only near the middle between two floats. Therefore this class first computes r, cos t
 * and sin t by tables and short polynomials; if everything within the error rounds to one float,
 * that is the result. Otherwise, once in some 200,000 pairs, it uses {@code StrictMath}.
 *
 * <p>The error. Each factor is a function of one word, and was compared with its definition for all
 * 2^32 words: r differs by a relative 2^-51.5 at most, cos t and sin t by an absolute 2^-50. The
 * product of r (1 + a) and c + b, with |c| at most 1, differs from r c by r (|a| + |b|) and less
 * than 2^-52 r for the rounding of both products, together less than 2^-49 r. {@link #MARGIN}
 * allows eight times that. Sums, products and square roots of doubles are the same on every
 * machine, so the comparison on one holds on all.
 */
final class NormalPairs {
  /** The largest error of a product, relative to its radius. */
  static final double MARGIN = 0x1.0p-46;

  private NormalPairs() {}

  /**
   * Writes the pair of the words {@code u} and {@code v} to {@code values[at]} and {@code values[at
   * + 1]}.
   */
  static void write(int u, int v, float[] values, int at) {
    write(u, v, values, at, MARGIN);
  }

  /** Writes the same pair for any margin of at least {@link #MARGIN}. */
  static void write(int u, int v, float[] values, int at, double margin) {
    double radius = PolarTables.radius(u);
    double error = radius * margin;
    double first = radius * PolarTables.cosine(v);
    double second = radius * PolarTables.sine(v);
    if (isCertain(first, error) && isCertain(second, error)) {
      values[at] = (float) first;
      values[at + 1] = (float) second;
    } else {
      values[at] = first(u, v);
      values[at + 1] = second(u, v);
    }
  }

  /** Whether all numbers within {@code error} of {@code value} round to the same float. */
  static boolean isCertain(double value, double error) {
    return (float) (value - error) == (float) (value + error);
  }

  /** The first of a pair, by definition. */
  static float first(int u, int v) {
    return (float) (radius(u) * StrictMath.cos(angle(v)));
  }

  /** The second of a pair, by definition. */
  static float second(int u, int v) {
    return (float) (radius(u) * StrictMath.sin(angle(v)));
  }

  /** r of the word {@code u}, by definition. */
  static double radius(int u) {
    return StrictMath.sqrt(-2.0 * StrictMath.log(((u & 0xFFFFFFFFL) + 0.5) * 0x1.0p-32));
  }

  /** t of the word {@code v}, by definition. */
  static double angle(int v) {
    return 2.0 * StrictMath.PI * (((v & 0xFFFFFFFFL) + 0.5) * 0x1.0p-32);
  }
}
