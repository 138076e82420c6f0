package dev.digitgan.file;

/** A file cannot be used; the message names its option, it and the reason, never its content. */
public final class FileRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  public FileRefusedException(OptionFile file, String reason) {
    super(file + ": " + reason);
  }

  public FileRefusedException(OptionFile file, String reason, Throwable cause) {
    super(file + ": " + reason, cause);
  }
}
