package dev.digitgan.cli.console;

import dev.digitgan.text.VisibleText;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What an exception says to a person, in one line. */
public final class Failures {
  private Failures() {}

  public static String text(Throwable failure) {
    return VisibleText.folded(reason(failure));
  }

  private static String reason(Throwable failure) {
    if (failure instanceof FileSystemException e && e.getReason() == null) {
      return e.getFile() + ": " + fileReason(e);
    }
    String message = failure.getMessage();
    if (message == null || failure instanceof NullPointerException) {
      return failure.toString();
    }
    return message;
  }

  private static String fileReason(FileSystemException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "is there already";
    }
    return e instanceof AccessDeniedException ? "access is denied" : e.getClass().getSimpleName();
  }
}
