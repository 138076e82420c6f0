package dev.digitgan.generator.bench;

import dev.digitgan.generator.bench.BenchReport.Cell.Target;
import dev.digitgan.generator.bench.BenchReport.CellResult;
import dev.digitgan.generator.bench.BenchReport.NetworkResult;
import dev.digitgan.generator.bench.BenchReport.Outcome;
import dev.digitgan.generator.bench.BenchReport.Profile;
import dev.digitgan.generator.bench.BenchReport.Run;
import dev.digitgan.testing.bench.Figures;
import dev.digitgan.testing.bench.TextTable;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Prints results as text. */
record TextReport(PrintStream out, int serverCoreCount, int clientCoreCount) {
  void print(Map<String, String> facts, int rounds) {
    facts.forEach((name, value) -> out.printf("%-8s  %s%n", name, value));
    out.printf(
        Locale.ROOT,
        "method    medians of %d rounds; each round goes through all cells; closed loops of callers;"
            + " [least - most] of the rounds%n",
        rounds);
  }

  void print(NetworkResult results) {
    TextTable raw = new TextTable("rows a pass|images/s|[least - most]|");
    results
        .rawImagesPerSecond()
        .forEach(
            (rows, rates) -> {
              Figures figures = Figures.of(rates);
              raw.add(
                  "%d|%,.0f|[%,.0f - %,.0f]|%s",
                  rows,
                  figures.median(),
                  figures.min(),
                  figures.max(),
                  rows == results.rawBestRows() ? "best: 100%" : "");
            });
    TextTable cells =
        new TextTable(
            "n|callers|server|images/s|[least - most]|of raw|p50 ms|p99 ms|p99.9 ms|server busy"
                + "|client busy|calls|swaps|errors");
    results.cells().forEach(cell -> add(cells, cell));
    TextTable aims = new TextTable("what|aim|measured|[least - most]||where");
    results.aims().forEach(outcome -> add(aims, outcome));
    print(results.network() + ": raw engine (forward passes alone), images/s", raw);
    print(results.network() + ": Sample over loopback gRPC", cells);
    print(results.network() + ": aims", aims);
  }

  void print(Profile profile) {
    TextTable shares = new TextTable("part|share");
    profile.shares().forEach((part, share) -> shares.add("%s|%.1f%%", part, 100 * share));
    print(profile.network() + ": the server's processor time at " + profile.cell(), shares);
  }

  private void print(String title, TextTable table) {
    out.printf("%n%s%n", title);
    table.print(out);
  }

  private void add(TextTable table, CellResult cell) {
    Figures rate = cell.imagesPerSecond();
    double share = 100 * cell.shareOfRaw().median();
    table.add(
        "%d|%d|%s|%,.0f|[%,.0f - %,.0f]|%s|%s|%s|%s|%.0f%%|%.0f%%|%d|%s|%d",
        cell.images(),
        cell.callers(),
        cell.target(),
        rate.median(),
        rate.min(),
        rate.max(),
        cell.isOf(Target.ECHO) ? "" : String.format(Locale.ROOT, "%.0f%%", share),
        number(cell.p50Millis(), "-"),
        number(cell.p99Millis(), "-"),
        number(cell.p999Millis(), "-"),
        percentBusy(cell, Run::serverCpuSeconds, serverCoreCount),
        percentBusy(cell, Run::clientCpuSeconds, clientCoreCount),
        cell.sum(Run::calls),
        cell.isOf(Target.SWAPS) ? cell.sum(Run::swaps) : "",
        cell.sum(Run::errors));
  }

  private static void add(TextTable table, Outcome outcome) {
    Figures measured = outcome.measured();
    Double aim = outcome.aim();
    table.add(
        "%s|%s|%.2f|%s|%s|%s",
        outcome.what(),
        number(aim, ""),
        measured.median(),
        measured.min() == measured.max()
            ? ""
            : String.format(Locale.ROOT, "[%.2f - %.2f]", measured.min(), measured.max()),
        aim == null ? "" : outcome.isMet() ? "met" : "NOT MET",
        outcome.cell());
  }

  /** Returns the median share of {@code cores} that a process used. */
  private static double percentBusy(CellResult cell, ToDoubleFunction<Run> cpuSeconds, int cores) {
    return Figures.of(
            cell.runs().stream()
                .map(run -> 100 * cpuSeconds.applyAsDouble(run) / run.wallSeconds() / cores)
                .toList())
        .median();
  }

  private static String number(@Nullable Double value, String absent) {
    return value == null ? absent : String.format(Locale.ROOT, "%.2f", value);
  }
}
