package dev.digitgan.text;

/**
 * Parses whole numbers in the digits 0 to 9. The JDK's parsers accept the digits of every script,
 * so that one number would have many spellings.
 */
public final class WholeNumbers {
  private WholeNumbers() {}

  /** Parses like {@link Integer#parseInt(String)}, but accepts only ASCII. */
  public static int parseInt(String text) {
    return Integer.parseInt(ascii(text));
  }

  /** Parses like {@link Long#parseLong(String)}, but accepts only ASCII. */
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
