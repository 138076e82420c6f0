package dev.digitgan.generator.bench;

import dev.digitgan.testing.bench.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The runs of one cell, one a round.
 *
 * @param results in the order of the rounds, at least one
 */
record CellSummary(Cell cell, List<LoadResult> results) {
  CellSummary {
    results = List.copyOf(results);
  }

  Figures imagesPerSecond() {
    return Figures.of(results.stream().map(LoadResult::imagesPerSecond).toList());
  }

  long callCount() {
    return results.stream().mapToLong(LoadResult::calls).sum();
  }

  long errorCount() {
    return results.stream().mapToLong(LoadResult::errors).sum();
  }

  /** Versions that the server has begun to serve meanwhile. */
  int swapCount() {
    return results.stream().mapToInt(LoadResult::swaps).sum();
  }

  /**
   * The median over the rounds of the latency that {@code share} of a round's calls stayed within.
   * Where a round has too few calls to tell, that of all calls together; empty where they are too
   * few too.
   */
  OptionalDouble quantileNanos(double share) {
    List<Double> values = new ArrayList<>();
    LatencyHistogram all = new LatencyHistogram();
    for (LoadResult result : results) {
      if (tells(result.calls(), share)) {
        values.add(result.histogram().quantileNanos(share));
      }
      all.add(result.latencies());
    }
    if (values.size() == results.size()) {
      return OptionalDouble.of(Figures.of(values).median());
    }
    return tells(all.count(), share)
        ? OptionalDouble.of(all.quantileNanos(share))
        : OptionalDouble.empty();
  }

  /** Whether at least one call lies beyond that quantile. */
  private static boolean tells(long calls, double share) {
    return calls > 0 && calls * (1 - share) > 0.999;
  }

  /** Median share of {@code coreCount} cores that the server used. */
  double serverBusy(int coreCount) {
    return Figures.of(
            results.stream()
                .map(result -> (double) result.serverCpuNanos() / result.wallNanos() / coreCount)
                .toList())
        .median();
  }

  /** Median share of {@code coreCount} cores that the client used. */
  double clientBusy(int coreCount) {
    return Figures.of(
            results.stream()
                .map(result -> (double) result.clientCpuNanos() / result.wallNanos() / coreCount)
                .toList())
        .median();
  }

  /** Images a second as shares of {@code bounds}, round by round. */
  Figures shareOf(List<Double> bounds) {
    List<Double> shares = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      shares.add(results.get(i).imagesPerSecond() / bounds.get(i));
    }
    return Figures.of(shares);
  }

  List<Double> rates() {
    return results.stream().map(LoadResult::imagesPerSecond).toList();
  }
}
