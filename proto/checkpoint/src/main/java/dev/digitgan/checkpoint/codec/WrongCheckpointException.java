package dev.digitgan.checkpoint.codec;

import dev.digitgan.store.StoredObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something is there and is not what it has to be: a digest, a field, a sample, a signature. Trying
 * again does not help.
 */
public final class WrongCheckpointException extends CheckpointException {
  private static final long serialVersionUID = 1;

  private final transient @Nullable StoredObject damaged;

  public WrongCheckpointException(String message) {
    super(message);
    this.damaged = null;
  }

  public WrongCheckpointException(String message, Throwable cause) {
    super(message, cause);
    this.damaged = null;
  }

  /**
   * @param damaged whose content is not what its name says, as the store had it before the last
   *     look
   */
  public WrongCheckpointException(String message, StoredObject damaged) {
    super(message);
    this.damaged = damaged;
  }

  /**
   * The object that another copy of it would mend: once the store has it with another time or size,
   * trying again may help. Empty: nothing would.
   */
  public Optional<StoredObject> damaged() {
    return Optional.ofNullable(damaged);
  }
}
