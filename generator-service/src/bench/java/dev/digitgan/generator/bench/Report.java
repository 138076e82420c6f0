package dev.digitgan.generator.bench;

import dev.digitgan.generator.bench.Aims.Outcome;
import dev.digitgan.generator.bench.JsonReport.ProfilePart;
import dev.digitgan.testing.bench.Figures;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** The results as a person reads them. */
final class Report {
  private final PrintStream out;
  private final BenchSettings settings;

  Report(PrintStream out, BenchSettings settings) {
    this.out = out;
    this.settings = settings;
  }

  void print(Map<String, String> facts) {
    facts.forEach((name, value) -> out.printf("%-8s  %s%n", name, value));
    out.printf(
        Locale.ROOT,
        "method    medians of %d rounds; each round goes through all cells; closed loops of callers;"
            + " [least - most] of the rounds%n",
        settings.rounds());
  }

  void print(NetworkResults results) {
    int best = results.bestRows();
    out.printf("%n%s: raw engine (forward passes alone), images/s%n", results.network());
    List<List<String>> raw = new ArrayList<>();
    raw.add(List.of("rows a pass", "images/s", "[least - most]", ""));
    for (int rows : BenchSettings.RAW_ROWS) {
      Figures figures = Figures.of(results.raw().getOrDefault(rows, List.of()));
      raw.add(
          List.of(
              Integer.toString(rows),
              whole(figures.median()),
              range(figures),
              rows == best ? "best: 100%" : ""));
    }
    table(raw);

    out.printf("%n%s: Sample over loopback gRPC%n", results.network());
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "n",
            "callers",
            "server",
            "images/s",
            "[least - most]",
            "of raw",
            "p50 ms",
            "p99 ms",
            "p99.9 ms",
            "server busy",
            "client busy",
            "calls",
            "swaps",
            "errors"));
    results.summaries().forEach(summary -> rows.add(row(summary, results.best())));
    table(rows);

    out.printf("%n%s: aims%n", results.network());
    List<List<String>> aims = new ArrayList<>();
    aims.add(List.of("what", "aim", "measured", "[least - most]", "", "where"));
    new Aims(results).outcomes().forEach(outcome -> aims.add(row(outcome)));
    table(aims);
  }

  void print(ProfilePart profile) {
    out.printf("%n%s: the server's processor time at %s%n", profile.network(), profile.cell());
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("part", "share"));
    profile
        .shares()
        .forEach(
            (part, share) ->
                rows.add(List.of(part, String.format(Locale.ROOT, "%.1f%%", 100 * share))));
    table(rows);
  }

  private List<String> row(CellSummary summary, List<Double> raw) {
    Cell cell = summary.cell();
    Figures rate = summary.imagesPerSecond();
    return List.of(
        Integer.toString(cell.images()),
        Integer.toString(cell.callers()),
        cell.target().toString(),
        whole(rate.median()),
        range(rate),
        cell.target() == Target.ECHO ? "" : percent(summary.shareOf(raw).median()),
        millis(summary.quantileNanos(0.5)),
        millis(summary.quantileNanos(0.99)),
        millis(summary.quantileNanos(0.999)),
        percent(summary.serverBusy(settings.placement().serverCores().size())),
        percent(summary.clientBusy(settings.placement().clientCores().size())),
        Long.toString(summary.callCount()),
        cell.target() == Target.SWAPS ? Integer.toString(summary.swapCount()) : "",
        Long.toString(summary.errorCount()));
  }

  private static List<String> row(Outcome outcome) {
    Figures measured = outcome.measured();
    Double aim = outcome.aim();
    return List.of(
        outcome.what(),
        aim == null ? "" : String.format(Locale.ROOT, "%.2f", aim),
        String.format(Locale.ROOT, "%.2f", measured.median()),
        measured.min() == measured.max()
            ? ""
            : String.format(Locale.ROOT, "[%.2f - %.2f]", measured.min(), measured.max()),
        aim == null ? "" : outcome.isMet() ? "met" : "NOT MET",
        outcome.cell());
  }

  private static String whole(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  private static String range(Figures figures) {
    return String.format(Locale.ROOT, "[%,.0f - %,.0f]", figures.min(), figures.max());
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f%%", 100 * share);
  }

  /** A dash where there were too few calls to tell. */
  private static String millis(OptionalDouble nanos) {
    return nanos.isPresent() ? String.format(Locale.ROOT, "%.2f", nanos.getAsDouble() / 1e6) : "-";
  }

  /** Columns as wide as their widest cell, numbers to the right; the first row is the heading. */
  private void table(List<List<String>> rows) {
    List<Integer> widths = new ArrayList<>();
    List<Boolean> isText = new ArrayList<>();
    for (int column = 0; column < rows.get(0).size(); column++) {
      int at = column;
      widths.add(rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0));
      isText.add(rows.stream().skip(1).anyMatch(row -> row.get(at).matches("[A-Za-z].*")));
    }
    for (List<String> row : rows) {
      List<String> cells = new ArrayList<>();
      for (int column = 0; column < row.size(); column++) {
        String padding = " ".repeat(widths.get(column) - row.get(column).length());
        cells.add(isText.get(column) ? row.get(column) + padding : padding + row.get(column));
      }
      out.println(cells.stream().collect(Collectors.joining("  ", "  ", "")).stripTrailing());
    }
  }
}
