package dev.digitgan.text;

/**
 * Whole numbers in the digits 0 to 9. The JDK's parsers take the digits of every script, and one
 * number would have many names.
 */
public final class WholeNumbers {
  private WholeNumbers() {}

  /** As {@link Integer#parseInt(String)}, of ASCII alone. */
  public static int parseInt(String text) {
    return Integer.parseInt(ascii(text));
  }

  /** As {@link Long#parseLong(String)}, of ASCII alone. */
  public static long parseLong(String text) {
    return Long.parseLong(ascii(text));
  }

  private static String ascii(String text) {
    if (text.chars().anyMatch(c -> c > 127)) {
      throw new NumberFormatException("'" + text + "' is not written in the digits 0 to 9");
    }
    return text;
  }
}
