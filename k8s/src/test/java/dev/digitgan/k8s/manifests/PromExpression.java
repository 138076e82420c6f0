package dev.digitgan.k8s.manifests;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a PromQL expression selects.
 *
 * @param metric its name
 * @param matchers with their braces; empty where there are none
 */
record PromExpression(String metric, String matchers) {
  private static final Set<String> OPERATORS =
      Set.of("and", "or", "unless", "offset", "bool", "inf", "nan", "group_left", "group_right");
  private static final Set<String> GROUPINGS = Set.of("by", "without", "on", "ignoring");

  /** The whole selector. */
  String selector() {
    return metric + matchers;
  }

  /** Every selector of {@code expression}, in order. */
  static List<PromExpression> selectors(String expression) {
    List<PromExpression> found = new ArrayList<>();
    String text = expression.replaceAll("(?m)^\\s*#.*$", "");
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        at = closing(text, at, '"');
      } else if (c == '[') {
        at = closing(text, at, ']');
      } else if (Character.isDigit(c)) {
        at = wordEnd(text, at); // Durations and numbers, "1e6" too.
      } else if (isWord(c)) {
        int end = wordEnd(text, at);
        String word = text.substring(at, end);
        int next = end;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
          next++;
        }
        char follows = next < text.length() ? text.charAt(next) : ' ';
        if (GROUPINGS.contains(word)) {
          at = closing(text, next, ')');
        } else if (follows == '{') {
          at = closing(text, next, '}');
          found.add(new PromExpression(word, text.substring(next, at)));
        } else {
          if (follows != '(' && !OPERATORS.contains(word) && !aggregates(text, next)) {
            found.add(new PromExpression(word, ""));
          }
          at = end;
        }
      } else {
        at++;
      }
    }
    return found;
  }

  /** Whether "by" or "without" begins at {@code at}: what is before is no metric. */
  private static boolean aggregates(String text, int at) {
    String word = text.substring(at, wordEnd(text, at));
    return word.equals("by") || word.equals("without");
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == ':';
  }

  private static int wordEnd(String text, int from) {
    int end = from;
    while (end < text.length() && (isWord(text.charAt(end)) || text.charAt(end) == '.')) {
      end++;
    }
    return end;
  }

  /** After what closes that which opens at {@code from}; what is in quotes closes nothing. */
  private static int closing(String text, int from, char close) {
    boolean quoted = false;
    for (int at = from + 1; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == close && !quoted) {
        return at + 1;
      }
      if (c == '"') {
        quoted = !quoted;
      }
    }
    throw new IllegalArgumentException("not closed: " + text);
  }
}
