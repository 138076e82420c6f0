package dev.digitgan.trainer.quality.report;

import dev.digitgan.text.VisibleText;
import java.util.List;
import java.util.stream.Collectors;

/** A table in Markdown. */
public final class MarkdownTable {
  private final StringBuilder text = new StringBuilder();

  public MarkdownTable(List<String> header) {
    row(header);
    row(header.stream().map(name -> "---").toList());
  }

  /** Adds a row of Markdown cells. */
  public void row(List<String> cells) {
    text.append("| ")
        .append(cells.stream().map(VisibleText::oneLine).collect(Collectors.joining(" | ")))
        .append(" |\n");
  }

  public String text() {
    return text.toString();
  }
}
