package dev.digitgan.generator.model;

/** No model is loaded yet: the same request may succeed a moment later. */
public final class NoModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoModelException() {
    super("no model is loaded yet");
  }
}
