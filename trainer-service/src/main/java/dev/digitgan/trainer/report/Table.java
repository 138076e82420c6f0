package dev.digitgan.trainer.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.digitgan.file.WholeFile;
import dev.digitgan.text.VisibleText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A CSV file of a run (RFC 4180), one row a line: line breaks in a value become spaces. Columns are
 * found by name, so files of other releases can be read; a missing value is empty.
 *
 * @param rows each with one value for each column
 */
public record Table(List<String> columns, List<List<String>> rows) {
  public Table {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** Reads the whole lines of {@code file}, without a torn last one; no file is an empty table. */
  public static Table read(Path file) throws IOException {
    String text = Files.exists(file) ? new String(Files.readAllBytes(file), UTF_8) : "";
    List<List<String>> lines =
        text.substring(0, text.lastIndexOf('\n') + 1).lines().map(Table::values).toList();
    List<String> columns = lines.isEmpty() ? List.of() : lines.get(0);
    return new Table(
        columns, lines.stream().skip(1).filter(values -> values.size() == columns.size()).toList());
  }

  /** Writes this table to {@code file}, to which rows can then be appended. */
  AppendedFile write(Path file) throws IOException {
    byte[] content = bytes(Stream.concat(Stream.of(columns), rows.stream()).toList());
    WholeFile.write(file, content);
    return new AppendedFile(file, content.length);
  }

  public int count() {
    return rows.size();
  }

  /** Returns the value, or "" if there is no such column. */
  public String text(int row, String column) {
    int at = columns.indexOf(column);
    return at < 0 ? "" : rows.get(row).get(at);
  }

  /** Returns the value, or NaN if it is missing or not a number. */
  public double number(int row, String column) {
    try {
      return Double.parseDouble(text(row, column));
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  public List<Double> numbers(String column) {
    return rowNumbers().mapToObj(row -> number(row, column)).toList();
  }

  /** Returns the rows for whose number in {@code column} {@code kept} holds. */
  public Table where(String column, Predicate<Double> kept) {
    return new Table(
        columns,
        rowNumbers().filter(row -> kept.test(number(row, column))).mapToObj(rows::get).toList());
  }

  /** Returns the same rows with other columns; missing values are empty. */
  Table withColumns(List<String> others) {
    return new Table(
        others,
        rowNumbers()
            .mapToObj(row -> others.stream().map(column -> text(row, column)).toList())
            .toList());
  }

  private IntStream rowNumbers() {
    return IntStream.range(0, count());
  }

  static byte[] bytes(List<List<String>> rows) {
    return rows.stream().map(Table::line).collect(Collectors.joining()).getBytes(UTF_8);
  }

  /** Returns the line of a row, with the line feed at its end. */
  static String line(List<String> values) {
    return values.stream().map(Table::written).collect(Collectors.joining(",", "", "\n"));
  }

  private static String written(String value) {
    String flat = VisibleText.oneLine(value.replaceAll("\\R", " "));
    return flat.contains(",") || flat.contains("\"")
        ? '"' + flat.replace("\"", "\"\"") + '"'
        : flat;
  }

  /** Returns the values of a line, which comes without its line feed. */
  static List<String> values(String line) {
    List<String> values = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        // The second of two quotes in a row closes the quoted part and opens it again.
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
