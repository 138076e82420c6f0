package dev.digitgan.text;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text from outside with its control characters made visible, so that a terminal does not obey them
 * and every log line is the program's own. Letters of any language stay.
 */
public final class VisibleText {
  /**
   * Characters that move the cursor or change the text's direction (Unicode's Bidi_Control), and
   * halves of surrogate pairs.
   */
  private static final Pattern ACTING =
      Pattern.compile(
          "[\\p{Cc}\\p{Cs}\\u2028\\u2029\\ufeff\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

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
    return ACTING
        .matcher(text)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    kept.contains(match.group())
                        ? match.group()
                        : escape(match.group().charAt(0))));
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
