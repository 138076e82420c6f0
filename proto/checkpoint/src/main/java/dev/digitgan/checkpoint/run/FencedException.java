package dev.digitgan.checkpoint.run;

/**
 * Another process owns the run now: this one must stop, and neither save nor publish anything more.
 */
public final class FencedException extends Exception {
  private static final long serialVersionUID = 1;

  public FencedException(String message) {
    super(message);
  }
}
