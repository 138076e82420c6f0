package dev.digitgan.generator.model;

/** What the request names is not loaded here: it should name another, or none. */
public final class NoSuchVersionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoSuchVersionException(String message) {
    super(message);
  }
}
