package dev.digitgan.generator.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.generator.bench.BenchReport.Cell;
import dev.digitgan.generator.bench.BenchReport.Cell.Target;
import dev.digitgan.generator.bench.BenchReport.CellResult;
import dev.digitgan.generator.bench.BenchReport.Run;
import dev.digitgan.testing.bench.Figures;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class CellResultTest {
  private static final Cell CELL = new Cell(Target.SERVICE, 2, 8);

  @Test
  void sharesAreTakenRoundByRound() {
    List<Run> runs = List.of(result(100, 10), result(400, 10), result(300, 10));
    CellResult cell = CellResult.of(CELL, runs, List.of(400.0, 800.0, 1000.0));
    // Twice the calls in images, in a second: 200, 800 and 600.
    assertThat(cell.imagesPerSecond()).isEqualTo(new Figures(600, 200, 800));
    assertThat(cell.shareOfRaw()).isEqualTo(new Figures(0.6, 0.5, 1.0));
  }

  @Test
  void aQuantileIsTheMedianOfTheRoundsThatTellIt() {
    assertThat(cell(result(100, 100), result(100, 300), result(100, 200)).p99Millis())
        .isEqualTo(200);
  }

  @Test
  void aQuantileThatNoRoundTellsIsOfAllCalls() {
    CellResult cell = cell(result(60, 100), result(60, 200));
    assertThat(cell.p99Millis()).isCloseTo(200, Percentage.withPercentage(0.1));
    assertThat(cell.p999Millis()).isNull();
  }

  private static CellResult cell(Run... results) {
    return CellResult.of(CELL, List.of(results), List.of(1.0, 1.0, 1.0));
  }

  /** Makes calls of two images, each equally slow, in one second. */
  private static Run result(long calls, double millis) {
    Histogram latencies = new Histogram(Run.PRECISION);
    latencies.recordValueWithCount((long) (millis * 1e6), calls);
    String text = Run.text(latencies);
    return new Run(calls, 0, "", 1, 0, 2 * calls, calls, millis, millis, millis, 1, 0, 0, text);
  }
}
