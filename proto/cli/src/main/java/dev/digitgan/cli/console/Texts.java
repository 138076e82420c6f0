package dev.digitgan.cli.console;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import java.util.Locale;

/** Quantities as people read them. */
public final class Texts {
  private static final int SHORT_DIGEST = "sha256:".length() + 12;
  private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

  private Texts() {}

  /** Decimal units: "1.6 MB". */
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

  /** To the second, UTC. */
  public static String time(Timestamp time) {
    return Timestamps.isValid(time)
        ? Timestamps.toString(time).replaceAll("\\.\\d+Z$", "Z")
        : "(no time)";
  }

  /** The beginning of a digest, enough to tell it and to ask for it. */
  public static String shortDigest(String digest) {
    return digest.length() > SHORT_DIGEST ? digest.substring(0, SHORT_DIGEST) : digest;
  }
}
