package dev.digitgan.trainer.quality.report;

import dev.digitgan.text.VisibleText;
import java.util.List;
import java.util.stream.Collectors;

/** A table in Markdown, put together row by row. */
public final class MarkdownTable {
  private final StringBuilder text = new StringBuilder();

  public MarkdownTable(List<String> header) {
    row(header);
    row(header.stream().map(name -> "---").toList());
  }

  /**
   * Adds a row.
   *
   * @param cells as many as the header has; Markdown themselves
   */
  public void row(List<String> cells) {
    text.append("| ")
        .append(cells.stream().map(VisibleText::oneLine).collect(Collectors.joining(" | ")))
        .append(" |\n");
  }

  public String text() {
    return text.toString();
  }
}
