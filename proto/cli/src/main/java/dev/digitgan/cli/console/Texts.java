package dev.digitgan.cli.console;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.digitgan.text.VisibleText;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/** Quantities and failures as people read them. */
public final class Texts {
  private static final int SHORT_DIGEST = "sha256:".length() + 12;
  private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

  private Texts() {}

  /** Formats a size in decimal units: "1.6 MB". */
  public static String size(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    double number = bytes;
    int unit = -1;
    while (number >= 999.95 && unit < UNITS.length - 1) {
      number /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", number, UNITS[unit]);
  }

  /** Formats a time to the second, in UTC. */
  public static String time(Timestamp time) {
    return Timestamps.isValid(time)
        ? Timestamps.toString(time).replaceAll("\\.\\d+Z$", "Z")
        : "(no time)";
  }

  /** Returns the beginning of a digest, enough to recognise it and to ask for it. */
  public static String shortDigest(String digest) {
    return digest.length() > SHORT_DIGEST ? digest.substring(0, SHORT_DIGEST) : digest;
  }

  /** Returns the message of {@code failure} in one line. */
  public static String failure(Throwable failure) {
    return VisibleText.folded(reason(failure));
  }

  private static String reason(Throwable failure) {
    if (failure instanceof FileSystemException e && e.getReason() == null) {
      return e.getFile() + ": " + fileReason(e);
    }
    String message = failure.getMessage();
    return message == null || failure instanceof NullPointerException
        ? failure.toString()
        : message;
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
