package dev.digitgan.trainer.report;

import dev.digitgan.text.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Lines of comma-separated values (RFC 4180), one a row: breaks within a value become spaces. */
final class Csv {
  private Csv() {}

  /** With the line's end. */
  static String line(List<String> values) {
    return values.stream().map(Csv::written).collect(Collectors.joining(",", "", "\n"));
  }

  private static String written(String value) {
    String flat = VisibleText.oneLine(value.replaceAll("\\R", " "));
    return flat.contains(",") || flat.contains("\"")
        ? '"' + flat.replace("\"", "\"\"") + '"'
        : flat;
  }

  /**
   * The values of a line.
   *
   * @param line without its end
   */
  static List<String> values(String line) {
    List<String> values = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        // Of two in a row within quotes the second one closes and opens them again.
        if (!quoted && i > 0 && line.charAt(i - 1) == '"') {
          value.append('"');
        }
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        values.add(value.toString());
        value.setLength(0);
      } else {
        value.append(c);
      }
    }
    values.add(value.toString());
    return values;
  }
}
