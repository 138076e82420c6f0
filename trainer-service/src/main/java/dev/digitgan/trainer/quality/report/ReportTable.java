package dev.digitgan.trainer.quality.report;

import dev.digitgan.trainer.quality.Figure;
import dev.digitgan.trainer.quality.Measured;
import dev.digitgan.trainer.quality.QualityReport;
import dev.digitgan.trainer.quality.RealFloor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reports side by side in Markdown, a row for each figure. */
public final class ReportTable {
  private static final String UNKNOWN = "–";

  private ReportTable() {}

  public record Column(String title, QualityReport report) {}

  /** A table of real images and then {@code columns}, at least one, all of one judge. */
  public static String text(List<Column> columns) {
    List<String> header = new ArrayList<>(List.of("", "real"));
    columns.forEach(column -> header.add(column.title()));
    MarkdownTable table = new MarkdownTable(header);
    for (Figure figure : Figure.values()) {
      if (columns.stream().anyMatch(column -> column.report().value(figure).isPresent())) {
        table.row(row(figure, columns));
        if (figure == Figure.FRECHET_DISTANCE) {
          table.row(multiples(columns));
        }
      }
    }
    return table.text();
  }

  private static List<String> row(Figure figure, List<Column> columns) {
    List<String> row = new ArrayList<>();
    row.add(figure.words());
    RealFloor floor = columns.get(0).report().real().get(figure);
    row.add(floor == null ? UNKNOWN : figure.format(floor.mean()));
    for (Column column : columns) {
      Measured measured = column.report().figures().get(figure);
      row.add(measured == null ? UNKNOWN : value(figure, measured));
    }
    return row;
  }

  private static String value(Figure figure, Measured measured) {
    String value = figure.format(measured.value());
    return measured.hasInterval()
        ? "%s (%s to %s)"
            .formatted(value, figure.format(measured.low()), figure.format(measured.high()))
        : value;
  }

  private static List<String> multiples(List<Column> columns) {
    List<String> row = new ArrayList<>(List.of("the same × real", "1"));
    for (Column column : columns) {
      row.add(
          column.report().multiple(Figure.FRECHET_DISTANCE).stream()
              .mapToObj(multiple -> String.format(Locale.ROOT, "%.1f", multiple))
              .findFirst()
              .orElse(UNKNOWN));
    }
    return row;
  }
}
