package dev.digitgan.generator.bench;

import dev.digitgan.testing.bench.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the service is meant to reach, and what it did: ratios within the same rounds. */
final class Aims {
  private static final int MANY_CALLERS = 64;

  private final NetworkResults results;

  Aims(NetworkResults results) {
    this.results = results;
  }

  /**
   * One aim.
   *
   * @param cell that the value is of
   * @param aim null for what is told beside the aims
   * @param measured as a ratio, over the rounds
   * @param isMet by the median
   */
  record Outcome(String what, String cell, @Nullable Double aim, Figures measured, boolean isMet) {}

  /** Those whose cells were measured. */
  List<Outcome> outcomes() {
    List<Outcome> outcomes = new ArrayList<>();
    shares()
        .filter(share -> share.summary.cell().images() >= 64)
        .min(Share.SMALLEST)
        .ifPresent(share -> outcomes.add(atLeast("n >= 64, of the raw engine", 0.85, share)));
    shares()
        .filter(share -> share.summary.cell().images() >= 64)
        .filter(share -> share.summary.cell().callers() > 1)
        .min(Share.SMALLEST)
        .ifPresent(
            share ->
                outcomes.add(
                    atLeast("n >= 64, more than one caller, of the raw engine", 0.85, share)));
    shares()
        .filter(share -> share.summary.cell().images() == 1)
        .filter(share -> share.summary.cell().callers() == MANY_CALLERS)
        .findFirst()
        .ifPresent(
            share -> outcomes.add(atLeast("n = 1, 64 callers, of the raw engine", 0.6, share)));
    slowestUnderSwaps().ifPresent(outcomes::add);
    against(Target.PYTHON, 3.0, "n = 1, 64 callers, times the Python server")
        .ifPresent(outcomes::add);
    against(Target.PYTHON_BATCHING, null, "n = 1, 64 callers, times Python with batching")
        .ifPresent(outcomes::add);
    return outcomes;
  }

  private record Share(CellSummary summary, Figures ofRaw) {
    static final Comparator<Share> SMALLEST =
        Comparator.comparingDouble(share -> share.ofRaw.median());
  }

  private Stream<Share> shares() {
    List<Double> raw = results.best();
    return results.summaries().stream()
        .filter(summary -> summary.cell().target() == Target.SERVICE)
        .map(summary -> new Share(summary, summary.shareOf(raw)));
  }

  private static Outcome atLeast(String what, double aim, Share share) {
    return new Outcome(
        what, share.summary.cell().toString(), aim, share.ofRaw, share.ofRaw.median() >= aim);
  }

  /** The largest ratio of the 99th percentile with swaps to that without; where any was seen. */
  private Optional<Outcome> slowestUnderSwaps() {
    List<Outcome> ratios = new ArrayList<>();
    for (CellSummary calm : results.summaries()) {
      Cell cell = calm.cell();
      if (cell.target() == Target.SERVICE) {
        results
            .summary(new Cell(Target.SWAPS, cell.images(), cell.callers()))
            .filter(swaps -> swaps.swapCount() > 0)
            .flatMap(swaps -> slowdown(calm, swaps))
            .ifPresent(ratios::add);
      }
    }
    return ratios.stream().max(Comparator.comparingDouble(outcome -> outcome.measured.median()));
  }

  private static Optional<Outcome> slowdown(CellSummary calm, CellSummary swaps) {
    double share = 0.99;
    if (calm.quantileNanos(share).isEmpty() || swaps.quantileNanos(share).isEmpty()) {
      return Optional.empty();
    }
    double ratio =
        swaps.quantileNanos(share).getAsDouble() / calm.quantileNanos(share).getAsDouble();
    return Optional.of(
        new Outcome(
            "p99 with a swap a second, times p99 without",
            swaps.cell().toString(),
            2.0,
            new Figures(ratio, ratio, ratio),
            ratio <= 2));
  }

  private Optional<Outcome> against(Target python, @Nullable Double aim, String what) {
    Optional<CellSummary> theirs = results.summary(new Cell(python, 1, MANY_CALLERS));
    Optional<CellSummary> ours = results.summary(new Cell(Target.SERVICE, 1, MANY_CALLERS));
    if (theirs.isEmpty() || ours.isEmpty()) {
      return Optional.empty();
    }
    Figures ratio = ours.get().shareOf(theirs.get().rates());
    return Optional.of(
        new Outcome(
            what, ours.get().cell().toString(), aim, ratio, aim != null && ratio.median() >= aim));
  }
}
