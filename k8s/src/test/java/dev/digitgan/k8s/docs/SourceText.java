package dev.digitgan.k8s.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a person reads in a file of Java: its Javadoc, its comments and its strings.
 *
 * @param line of the file, from 1
 * @param text without marks; strings that are added up are one
 */
record SourceText(int line, Kind kind, String text) {
  enum Kind {
    JAVADOC,
    COMMENT,
    STRING,
    LOG_LINE
  }

  private static final Pattern TOKEN =
      Pattern.compile(
          "(?s)/\\*\\*(?<javadoc>.*?)\\*/|/\\*(?<block>.*?)\\*/|(?<lines>//[^\n]*(?:\n[ ]*//[^\n]*)*)"
              + "|\"\"\"(?<text>.*?)\"\"\"|'(?:[^'\\\\]|\\\\.)+'"
              + "|(?<string>\"(?:[^\"\\\\]|\\\\.)*\"(?:\\s*\\+\\s*\"(?:[^\"\\\\]|\\\\.)*\")*)");

  private static final Pattern LOGGING = Pattern.compile("(?s).*\\b(?i:log)\\.\\w+\\(\\s*");

  /** Reads {@code source}, a file of Java. */
  static List<SourceText> of(String source) {
    List<SourceText> texts = new ArrayList<>();
    Matcher token = TOKEN.matcher(source);
    while (token.find()) {
      if (token.group("javadoc") != null) {
        add(texts, source, token, Kind.JAVADOC, unmarked(token.group("javadoc")));
      } else if (token.group("block") != null) {
        add(texts, source, token, Kind.COMMENT, unmarked(token.group("block")));
      } else if (token.group("lines") != null) {
        add(texts, source, token, Kind.COMMENT, token.group("lines").replaceAll("\n? *//", ""));
      } else if (token.group("text") != null) {
        add(texts, source, token, Kind.STRING, token.group("text"));
      } else if (token.group("string") != null) {
        String before = source.substring(Math.max(0, token.start() - 80), token.start());
        Kind kind = LOGGING.matcher(before).matches() ? Kind.LOG_LINE : Kind.STRING;
        add(texts, source, token, kind, joined(token.group("string")));
      }
    }
    return texts;
  }

  private static void add(
      List<SourceText> texts, String source, Matcher token, Kind kind, String text) {
    int line = (int) source.substring(0, token.start()).lines().count();
    texts.add(new SourceText(Math.max(line, 1), kind, text.strip()));
  }

  private static String unmarked(String comment) {
    return comment.replaceAll("\\s*\n\\s*\\*?[ ]?", " ");
  }

  private static String joined(String literals) {
    String inner = literals.substring(1, literals.length() - 1);
    return inner
        .replaceAll("(?<!\\\\)\"\\s*\\+\\s*\"", "")
        .replace("\\\"", "\"")
        .replaceAll("\\\\n|%n", " ");
  }
}
