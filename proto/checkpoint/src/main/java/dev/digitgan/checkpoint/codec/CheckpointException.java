package dev.digitgan.checkpoint.codec;

/**
 * What is stored cannot be used as it is; the message says which part of it and why. The type says
 * whether to wait: what is {@linkplain IncompleteCheckpointException missing or short} may still
 * come, what is {@linkplain WrongCheckpointException wrong} stays so until somebody writes it
 * again. That an object could not be read at all is an {@link java.io.IOException}, and may pass
 * too.
 */
public abstract sealed class CheckpointException extends Exception
    permits IncompleteCheckpointException, WrongCheckpointException {
  private static final long serialVersionUID = 1;

  CheckpointException(String message) {
    super(message);
  }

  CheckpointException(String message, Throwable cause) {
    super(message, cause);
  }
}
