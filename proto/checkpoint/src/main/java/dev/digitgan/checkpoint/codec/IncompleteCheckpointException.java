package dev.digitgan.checkpoint.codec;

/**
 * Something is missing, or ends too early: look again later. Whoever copies a store brings its
 * objects in any order, and not all of one at once.
 */
public final class IncompleteCheckpointException extends CheckpointException {
  private static final long serialVersionUID = 1;

  public IncompleteCheckpointException(String message) {
    super(message);
  }

  public IncompleteCheckpointException(String message, Throwable cause) {
    super(message, cause);
  }
}
