package dev.digitgan.checkpoint.codec;

import com.google.common.base.Strings;
import dev.digitgan.store.StoredObject;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A stored object is not usable; the message says which part and why. The type says whether to
 * wait: an {@link Incomplete} part may still arrive, a {@link Wrong} one stays wrong until somebody
 * writes it again. A failure to read an object at all is an {@link java.io.IOException}, and may
 * pass.
 */
public abstract sealed class CheckpointException extends Exception {
  private static final long serialVersionUID = 1;

  private CheckpointException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Throws {@link Wrong} unless {@code right}; each %s of the message becomes a value. */
  public static void check(boolean right, String message, @Nullable Object... values) throws Wrong {
    if (!right) {
      throw new Wrong(Strings.lenientFormat(message, values));
    }
  }

  /** Parses the part {@code name}; throws {@link Wrong} if that fails. */
  public static <T> T parse(String name, Supplier<T> value) throws Wrong {
    try {
      return value.get();
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new Wrong(name + ": " + e.getMessage(), e);
    }
  }

  /**
   * A part is missing or ends too early, so try again later: a copy of a store receives its objects
   * in any order and piece by piece.
   */
  public static final class Incomplete extends CheckpointException {
    private static final long serialVersionUID = 1;

    public Incomplete(String message) {
      super(message, null);
    }

    public Incomplete(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** A digest, field, sample or signature is wrong. Trying again does not help. */
  public static final class Wrong extends CheckpointException {
    private static final long serialVersionUID = 1;

    private final transient @Nullable StoredObject damaged;

    public Wrong(String message) {
      this(message, null, null);
    }

    public Wrong(String message, Throwable cause) {
      this(message, cause, null);
    }

    /** Reports a damaged object as the store had it before the last attempt to read it. */
    public Wrong(String message, StoredObject damaged) {
      this(message, null, damaged);
    }

    private Wrong(String message, @Nullable Throwable cause, @Nullable StoredObject damaged) {
      super(message, cause);
      this.damaged = damaged;
    }

    /**
     * The damaged object, if a new copy of it would help: try again once the store has it with
     * another time or size.
     */
    public Optional<StoredObject> damaged() {
      return Optional.ofNullable(damaged);
    }
  }
}
