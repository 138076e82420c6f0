package dev.digitgan.trainer.data;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The user must mend the data or say where other data is: the message is one line that names what
 * is wrong and what to do.
 */
public final class DataException extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean mayPass;

  DataException(String message) {
    this(message, null, false);
  }

  DataException(String message, Throwable cause) {
    this(message, cause, false);
  }

  private DataException(String message, @Nullable Throwable cause, boolean mayPass) {
    super(message, cause);
    this.mayPass = mayPass;
  }

  /** What was fetched cannot stay in {@code cache}. */
  static DataException notKept(Path cache, IOException cause) {
    return new DataException(
        cache
            + ": what was fetched cannot be kept there ("
            + cause
            + "); name a folder that you may write to with --data-cache or DIGITGAN_DATA_CACHE",
        cause,
        true);
  }

  static DataException of(Path file, String problem, String remedy) {
    return new DataException(file + ": " + problem + "; " + remedy);
  }

  /** The images may be there another time: a network or a store did not answer, or has none yet. */
  static DataException forNow(String message, Throwable cause) {
    return new DataException(message, cause, true);
  }

  /** As {@link #forNow(String, Throwable)}. */
  static DataException forNow(String message) {
    return new DataException(message, null, true);
  }

  /** Whether another try may find the images with nothing changed here. */
  public boolean mayPass() {
    return mayPass;
  }
}
