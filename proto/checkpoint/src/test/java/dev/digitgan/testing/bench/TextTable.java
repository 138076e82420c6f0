package dev.digitgan.testing.bench;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table for a terminal: columns as wide as their widest cell, numbers to the right. */
public final class TextTable {
  private final List<String[]> rows = new ArrayList<>();

  /**
   * @param heading a title for each column, separated by "|"
   */
  public TextTable(String heading) {
    add("%s", heading);
  }

  /** Adds a row; its cells are separated by "|". */
  @FormatMethod
  public void add(@FormatString String cells, Object... values) {
    rows.add(String.format(Locale.ROOT, cells, values).split("\\|", -1));
  }

  public void print(PrintStream out) {
    StringBuilder[] lines = new StringBuilder[rows.size()];
    for (int column = 0; column < rows.get(0).length; column++) {
      int at = column;
      int width = rows.stream().mapToInt(row -> row[at].length()).max().orElse(0);
      boolean text = rows.stream().skip(1).anyMatch(row -> row[at].matches("[A-Za-z].*"));
      for (int i = 0; i < lines.length; i++) {
        String padding = " ".repeat(width - rows.get(i)[at].length());
        lines[i] = column == 0 ? new StringBuilder() : lines[i];
        lines[i].append("  ").append(text ? rows.get(i)[at] + padding : padding + rows.get(i)[at]);
      }
    }
    for (StringBuilder line : lines) {
      out.println(line.toString().stripTrailing());
    }
  }
}
