package dev.digitgan.trainer.data.strokes;

import dev.digitgan.random.RandomStream;
import dev.digitgan.random.RandomStream.Domain;

/**
 * Paints the digits of a seed by IEEE basic operations, square roots and {@link StrictMath} only,
 * so that the bytes are equal on every machine. Images are independent, so any number of threads
 * may paint.
 */
public record DigitPainter(long seed) {
  public static final int SIDE = Pen.SIDE;
  private static final int CLASSES = 10;

  /** Every ten consecutive images hold each digit once. */
  public static int label(long index) {
    return (int) Math.floorMod(index, (long) CLASSES);
  }

  /** Paints image {@code index} to {@link #SIDE} squared bytes from {@code at}. */
  public void paint(long index, byte[] into, int at) {
    RandomStream random = new RandomStream(seed, Domain.EMBEDDED_DIGITS, index);
    Glyph glyph = Glyph.choose(label(index), random);
    Ink ink = new Hand(random).write(glyph);
    new Pen(random).draw(ink, into, at);
  }
}
