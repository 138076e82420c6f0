package dev.digitgan.file;

/** A file is not valid; the message names its option, path and fault, never its content. */
public final class FileRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  public FileRefusedException(OptionFile file, String reason) {
    super(file + ": " + reason);
  }

  public FileRefusedException(OptionFile file, String reason, Throwable cause) {
    super(file + ": " + reason, cause);
  }
}
