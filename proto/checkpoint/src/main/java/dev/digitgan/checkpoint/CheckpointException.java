package dev.digitgan.checkpoint;

/**
 * This version cannot be used, however often it is tried: the message says which part of it is
 * wrong.
 */
public final class CheckpointException extends Exception {
  private static final long serialVersionUID = 1;

  public CheckpointException(String message) {
    super(message);
  }

  public CheckpointException(String message, Throwable cause) {
    super(message, cause);
  }
}
