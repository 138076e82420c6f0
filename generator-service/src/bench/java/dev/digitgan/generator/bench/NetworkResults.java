package dev.digitgan.generator.bench;

import dev.digitgan.testing.bench.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that was measured of one network. Filled by one thread, then read. */
final class NetworkResults {
  private final String network;
  private final Map<Integer, List<Double>> raw = new LinkedHashMap<>();
  private final Map<Cell, List<LoadResult>> cells = new LinkedHashMap<>();

  NetworkResults(String network) {
    this.network = network;
  }

  String network() {
    return network;
  }

  void addRaw(int rows, double imagesPerSecond) {
    raw.computeIfAbsent(rows, absent -> new ArrayList<>()).add(imagesPerSecond);
  }

  void add(Cell cell, LoadResult result) {
    cells.computeIfAbsent(cell, absent -> new ArrayList<>()).add(result);
  }

  /** Rates of the bare engine by the rows of its passes, in the order of the rounds. */
  Map<Integer, List<Double>> raw() {
    return Map.copyOf(raw);
  }

  /** The number of rows at which the bare engine is the fastest, by the median. */
  int bestRows() {
    return raw.entrySet().stream()
        .max(Comparator.comparingDouble(entry -> Figures.of(entry.getValue()).median()))
        .orElseThrow()
        .getKey();
  }

  /** Rates of the bare engine at its best, round by round. */
  List<Double> best() {
    return List.copyOf(raw.getOrDefault(bestRows(), List.of()));
  }

  /** By image count, callers and target, as they are declared. */
  List<CellSummary> summaries() {
    return cells.entrySet().stream()
        .map(entry -> new CellSummary(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.comparingInt((CellSummary summary) -> summary.cell().images())
                .thenComparingInt(summary -> summary.cell().callers())
                .thenComparing(summary -> summary.cell().target()))
        .toList();
  }

  Optional<CellSummary> summary(Cell cell) {
    return Optional.ofNullable(cells.get(cell)).map(results -> new CellSummary(cell, results));
  }
}
