package dev.digitgan.generator.sampling;

/** The server is shutting down: the caller should try another. */
public final class DrainingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DrainingException() {
    super("the server is shutting down");
  }
}
