package dev.digitgan.trainer.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A CSV file as it was read. Its columns are known by name, so that files of other releases can be
 * read; what a file does not have is empty.
 *
 * @param rows each of as many values as there are columns
 */
public record Table(List<String> columns, List<List<String>> rows) {
  public Table {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** What is whole of {@code file}: a torn last line is left out. Empty where there is no file. */
  public static Table read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return new Table(List.of(), List.of());
    }
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    List<List<String>> lines = whole.lines().map(Csv::values).toList();
    if (lines.isEmpty()) {
      return new Table(List.of(), List.of());
    }
    List<String> columns = lines.get(0);
    return new Table(
        columns, lines.stream().skip(1).filter(values -> values.size() == columns.size()).toList());
  }

  public int count() {
    return rows.size();
  }

  /** "" where it is unknown. */
  public String text(int row, String column) {
    int at = columns.indexOf(column);
    return at < 0 ? "" : rows.get(row).get(at);
  }

  /** NaN where it is unknown or none. */
  public double number(int row, String column) {
    String text = text(row, column);
    try {
      return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** Of all rows; NaN where it is unknown. */
  public List<Double> numbers(String column) {
    List<Double> numbers = new ArrayList<>();
    for (int row = 0; row < count(); row++) {
      numbers.add(number(row, column));
    }
    return numbers;
  }

  /** The rows whose numbers in {@code column} are of that kind. */
  public Table where(String column, Predicate<Double> kept) {
    List<List<String>> some = new ArrayList<>();
    for (int row = 0; row < count(); row++) {
      if (kept.test(number(row, column))) {
        some.add(rows.get(row));
      }
    }
    return new Table(columns, some);
  }

  /** The same rows with other columns; those that were not there are empty. */
  Table withColumns(List<String> others) {
    List<List<String>> same = new ArrayList<>();
    for (int row = 0; row < count(); row++) {
      List<String> values = new ArrayList<>();
      for (String column : others) {
        values.add(text(row, column));
      }
      same.add(values);
    }
    return new Table(others, same);
  }

  String csv() {
    StringBuilder csv = new StringBuilder(Csv.line(columns));
    rows.forEach(row -> csv.append(Csv.line(row)));
    return csv.toString();
  }
}
