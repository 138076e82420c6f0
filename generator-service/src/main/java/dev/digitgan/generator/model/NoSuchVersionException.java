package dev.digitgan.generator.model;

/** The requested version is not loaded here: the caller should name another, or none. */
public final class NoSuchVersionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoSuchVersionException(String message) {
    super(message);
  }
}
