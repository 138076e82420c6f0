package dev.digitgan.trainer.data;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The user must repair the data or name other data; the message says in one line what to do. */
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

  static DataException notKept(Path cache, IOException cause) {
    return forNow(
        cache
            + ": cannot keep fetched files ("
            + cause
            + "); name a writable folder with --data-cache or DIGITGAN_DATA_CACHE",
        cause);
  }

  static DataException unreadable(Path file, IOException cause) {
    return new DataException(
        file + ": cannot be read (" + cause + "); check that it is a file and its permissions",
        cause);
  }

  static DataException of(Path file, String problem, String remedy) {
    return new DataException(file + ": " + problem + "; " + remedy);
  }

  /** A failure that may pass: a network or a store did not answer, or has no images yet. */
  static DataException forNow(String message, Throwable cause) {
    return new DataException(message, cause, true);
  }

  static DataException forNow(String message) {
    return new DataException(message, null, true);
  }

  /** Whether another attempt may find the images without any change here. */
  public boolean mayPass() {
    return mayPass;
  }
}
