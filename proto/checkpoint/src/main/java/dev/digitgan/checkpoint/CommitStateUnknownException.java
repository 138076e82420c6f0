package dev.digitgan.checkpoint;

import java.io.IOException;

/**
 * Whether the version was committed, or will be yet, cannot be told: the store failed during the
 * write, and reading back did not find it. Nothing may be cleaned up on it.
 */
public final class CommitStateUnknownException extends IOException {
  private static final long serialVersionUID = 1;

  CommitStateUnknownException(Version version, IOException cause) {
    super(
        "whether version " + version + " was committed is not known: " + cause.getMessage(), cause);
  }
}
