package dev.digitgan.trainer.run;

/**
 * A loss is infinite or not a number, or the generator draws one colour: the weights are of no use,
 * and nothing was published of them.
 */
public final class DivergedException extends Exception {
  private static final long serialVersionUID = 1;

  DivergedException(String message) {
    super(message);
  }

  DivergedException(String message, Throwable cause) {
    super(message, cause);
  }
}
