package dev.digitgan.generator.bench;

import dev.digitgan.generator.bench.BenchReport.Cell;
import dev.digitgan.generator.bench.BenchReport.Cell.Target;
import dev.digitgan.generator.bench.BenchReport.CellResult;
import dev.digitgan.generator.bench.BenchReport.Outcome;
import dev.digitgan.testing.bench.Figures;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The service's aims and what it reached, as ratios within the same rounds. */
record Aims(List<CellResult> cells) {
  private static final int MANY_CALLERS = 64;

  /** Returns the aims whose cells were measured. */
  List<Outcome> outcomes() {
    Predicate<CellResult> large = cell -> cell.images() >= 64;
    return Stream.of(
            leastShare("n >= 64, of the raw engine", 0.85, large),
            leastShare(
                "n >= 64, more than one caller, of the raw engine",
                0.85,
                large.and(cell -> cell.callers() > 1)),
            leastShare(
                "n = 1, 64 callers, of the raw engine",
                0.6,
                cell -> cell.images() == 1 && cell.callers() == MANY_CALLERS),
            slowestUnderSwaps(),
            against(Target.PYTHON, 3.0, "n = 1, 64 callers, times the Python server"),
            against(Target.PYTHON_BATCHING, null, "n = 1, 64 callers, times Python with batching"))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<Outcome> leastShare(String what, double aim, Predicate<CellResult> counted) {
    return cells.stream()
        .filter(cell -> cell.isOf(Target.SERVICE))
        .filter(counted)
        .min(Comparator.comparingDouble(cell -> cell.shareOfRaw().median()))
        .map(cell -> atLeast(what, aim, cell, cell.shareOfRaw()));
  }

  private static Outcome atLeast(
      String what, @Nullable Double aim, CellResult cell, Figures measured) {
    boolean met = aim != null && measured.median() >= aim;
    return new Outcome(what, cell.name(), aim, measured, met);
  }

  /** Finds the largest ratio of the 99th percentile with swaps to that without. */
  private Optional<Outcome> slowestUnderSwaps() {
    return cells.stream()
        .filter(cell -> cell.isOf(Target.SWAPS) && cell.sum(run -> run.swaps()) > 0)
        .flatMap(swaps -> slowdown(swaps).stream())
        .max(Comparator.comparingDouble(outcome -> outcome.measured().median()));
  }

  private Optional<Outcome> slowdown(CellResult swaps) {
    return Optional.ofNullable(swaps.p99Millis())
        .flatMap(
            millis ->
                cell(Target.SERVICE, swaps.images(), swaps.callers())
                    .flatMap(calm -> Optional.ofNullable(calm.p99Millis()))
                    .map(calmMillis -> millis / calmMillis))
        .map(
            ratio ->
                new Outcome(
                    "p99 with a swap a second, times p99 without",
                    swaps.name(),
                    2.0,
                    new Figures(ratio, ratio, ratio),
                    ratio <= 2));
  }

  private Optional<Outcome> against(Target python, @Nullable Double aim, String what) {
    return cell(Target.SERVICE, 1, MANY_CALLERS)
        .flatMap(
            ours ->
                cell(python, 1, MANY_CALLERS)
                    .map(theirs -> Figures.ofRatios(ours.rates(), theirs.rates()))
                    .map(ratio -> atLeast(what, aim, ours, ratio)));
  }

  private Optional<CellResult> cell(Target target, int images, int callers) {
    String name = new Cell(target, images, callers).toString();
    return cells.stream().filter(cell -> cell.name().equals(name)).findFirst();
  }
}
