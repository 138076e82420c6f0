package dev.digitgan.trainer.data.strokes;

import dev.digitgan.random.RandomStream;
import dev.digitgan.random.RandomStream.Domain;

/**
 * Paints digit number {@code index} of a seed. Only IEEE basic operations, square roots and {@link
 * StrictMath} are used, so that the bytes are equal on every machine; images are independent of
 * each other, so any number of threads may paint.
 */
public final class DigitPainter {
  public static final int SIDE = Pen.SIDE;
  private static final int CLASSES = 10;

  private final long seed;

  public DigitPainter(long seed) {
    this.seed = seed;
  }

  /** Every ten consecutive images hold each digit once. */
  public static int label(long index) {
    return (int) Math.floorMod(index, (long) CLASSES);
  }

  /** Overwrites {@link #SIDE} squared bytes from {@code at}, rows from the top, 0 = background. */
  public void paint(long index, byte[] into, int at) {
    RandomStream random = new RandomStream(seed, Domain.EMBEDDED_DIGITS, index);
    Glyph glyph = Glyphs.choose(label(index), random);
    Ink ink = new Hand(random).write(glyph);
    new Pen(random).draw(ink, into, at);
  }
}
