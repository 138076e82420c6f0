package dev.digitgan.generator.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.testing.bench.Figures;
import java.util.List;
import org.junit.jupiter.api.Test;

class CellSummaryTest {
  private static final Cell CELL = new Cell(Target.SERVICE, 2, 8);

  @Test
  void sharesAreTakenRoundByRound() {
    CellSummary summary =
        new CellSummary(CELL, List.of(result(100, 10), result(400, 10), result(300, 10)));
    // Twice the calls in images, in a second: 200, 800 and 600.
    assertThat(summary.imagesPerSecond()).isEqualTo(new Figures(600, 200, 800));
    assertThat(summary.shareOf(List.of(400.0, 800.0, 1000.0)))
        .isEqualTo(new Figures(0.6, 0.5, 1.0));
  }

  @Test
  void aQuantileIsTheMedianOfTheRoundsThatTellIt() {
    CellSummary summary =
        new CellSummary(CELL, List.of(result(100, 100), result(100, 300), result(100, 200)));
    assertThat(summary.quantileNanos(0.99)).hasValue(200);
  }

  @Test
  void aQuantileThatNoRoundTellsIsOfAllCalls() {
    CellSummary summary = new CellSummary(CELL, List.of(result(60, 100), result(60, 200)));
    assertThat(summary.quantileNanos(0.99)).hasValue(200);
    assertThat(summary.quantileNanos(0.999)).isEmpty();
  }

  /** So many calls of two images, each as slow, in one second. */
  private static LoadResult result(long calls, long nanos) {
    LatencyHistogram latencies = new LatencyHistogram();
    for (int i = 0; i < calls; i++) {
      latencies.record(nanos);
    }
    return new LoadResult(calls, 2 * calls, 0, "", 1, 0, 1_000_000_000, 0, 0, latencies.buckets());
  }
}
