package dev.digitgan.checkpoint.version;

import dev.digitgan.checkpoint.name.Version;
import java.io.IOException;

/**
 * Whether the version was committed, or will be yet, cannot be told: the store failed during the
 * write, and reading back did not find it. Nothing may be cleaned up on it. {@link
 * CheckpointPublisher#settle} finds it or makes it.
 */
public final class CommitStateUnknownException extends IOException {
  private static final long serialVersionUID = 1;

  private final long number;

  CommitStateUnknownException(Version version, IOException cause) {
    super(
        "whether version " + version + " was committed is not known: " + cause.getMessage(), cause);
    number = version.number();
  }

  /** The number that was tried. */
  Version version() {
    return new Version(number);
  }
}
