package dev.digitgan.text;

import java.util.Locale;

/**
 * Text from outside with its control characters made visible, so that a terminal does not obey them
 * and every log line is the program's own. Letters of any language stay.
 */
public final class VisibleText {
  private VisibleText() {}

  /** {@code text} on one line: line breaks and tabs become escapes as well. */
  public static String oneLine(String text) {
    return visible(text, "");
  }

  /** {@code text} with its line breaks and tabs kept, for text whose lines are our own. */
  public static String lines(String text) {
    return visible(text, "\n\t");
  }

  /** The message of {@code failure}, {@link #folded}. */
  public static String message(Throwable failure) {
    return folded(String.valueOf(failure.getMessage()));
  }

  /** {@code text} on one line: line breaks and the blanks around them become one space. */
  public static String folded(String text) {
    return oneLine(text.strip().replaceAll("\\s*\\R\\s*", " "));
  }

  private static String visible(String text, String kept) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        out.append(c).append(text.charAt(++i));
      } else if (acts(c) && kept.indexOf(c) < 0) {
        out.append(escape(c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  /** Whether {@code c} moves the cursor or changes the text's direction, or is half a letter. */
  private static boolean acts(char c) {
    return Character.isISOControl(c)
        || c == '\u2028'
        || c == '\u2029'
        || c == '\ufeff'
        || turnsDirection(c)
        || Character.isSurrogate(c);
  }

  /** Unicode's Bidi_Control. */
  private static boolean turnsDirection(char c) {
    return c == '\u061c'
        || c == '\u200e'
        || c == '\u200f'
        || (c >= '\u202a' && c <= '\u202e')
        || (c >= '\u2066' && c <= '\u2069');
  }

  private static String escape(char c) {
    return switch (c) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> String.format(Locale.ROOT, "\\u%04X", (int) c);
    };
  }
}
