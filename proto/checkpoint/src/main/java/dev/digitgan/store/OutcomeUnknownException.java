package dev.digitgan.store;

import java.io.IOException;

/**
 * Whether a conditional write took effect is not known, and it may do so yet: that the object is
 * absent now proves nothing. What was written stays; nothing may be cleaned up on it.
 */
public final class OutcomeUnknownException extends IOException {
  private static final long serialVersionUID = 1;

  public OutcomeUnknownException(String message, Throwable cause) {
    super(message, cause);
  }
}
