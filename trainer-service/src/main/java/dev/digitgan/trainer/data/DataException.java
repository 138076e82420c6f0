package dev.digitgan.trainer.data;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The user must mend the data or say where other data is: the message is one line that names what
 * is wrong and what to do.
 */
public final class DataException extends IOException {
  private static final long serialVersionUID = 1L;

  DataException(String message) {
    super(message);
  }

  DataException(String message, Throwable cause) {
    super(message, cause);
  }

  /** What was fetched cannot stay in {@code cache}. */
  static DataException notKept(Path cache, IOException cause) {
    return new DataException(
        cache
            + ": what was fetched cannot be kept there ("
            + cause
            + "); name a folder that you may write to with --data-cache or DIGITGAN_DATA_CACHE",
        cause);
  }

  static DataException of(Path file, String problem, String remedy) {
    return new DataException(file + ": " + problem + "; " + remedy);
  }
}
