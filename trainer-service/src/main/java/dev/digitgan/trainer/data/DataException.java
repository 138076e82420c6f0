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

  static DataException of(Path file, String problem, String remedy) {
    return new DataException(file + ": " + problem + "; " + remedy);
  }
}
