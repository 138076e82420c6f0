package dev.digitgan.checkpoint.version;

/** A name means no version, or not one alone; the message says so and what there is. */
public final class VersionNotFoundException extends Exception {
  private static final long serialVersionUID = 1;

  VersionNotFoundException(String message) {
    super(message);
  }
}
