package dev.digitgan.network;

/**
 * A generator made a number that is not finite: its weights are of no use, whatever the latents.
 */
public final class NonFiniteOutputException extends RuntimeException {
  private static final long serialVersionUID = 1;

  NonFiniteOutputException(int row, double value) {
    super("the generator's output holds " + value + " (row " + row + " of its tile)");
  }
}
