package dev.digitgan.generator.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.generator.model.TileSizes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TileChoiceTest {
  private static final TileSizes SIZES = new TileSizes(List.of(16, 64, 256));

  private final TileCosts costs = new TileCosts();
  private long now = 1_000;

  @Test
  void beforeAnyMeasurementTheSmallestThatFitsIsTaken() {
    assertThat(size(1, 0)).isEqualTo(16);
    assertThat(size(16, 1)).isEqualTo(16);
    assertThat(size(17, 1)).isEqualTo(64);
    assertThat(size(5_000, 1)).isEqualTo(256);
  }

  @Test
  void underLoadEachSizeIsTriedAFewTimesThenTheCheapestIsTaken() {
    int[] tries = new int[257];
    for (int i = 0; i < 9; i++) {
      int size = size(5_000, 0);
      tries[size]++;
      costs.record(size, Duration.ofMillis(size == 64 ? 64 : 2 * size), ++now);
    }

    assertThat(tries[16]).isEqualTo(3);
    assertThat(tries[64]).isEqualTo(3);
    assertThat(tries[256]).isEqualTo(3);
    assertThat(size(5_000, 0)).isEqualTo(64);
  }

  @Test
  void aSizeIsTriedAgainWhenWhatIsKnownOfItIsOld() {
    know(10, 20, 30);
    assertThat(size(5_000, 0)).isEqualTo(256);
    now += Duration.ofSeconds(11).toNanos();

    assertThat(size(5_000, 0)).isEqualTo(16);
    costs.record(16, Duration.ofNanos(1_000), now);
    assertThat(size(20, 1)).as("the new cost replaces the old").isEqualTo(16);
  }

  @Test
  void paddingThatCostsMoreThanASecondTileIsNotPaid() {
    know(17, 64, 256);

    assertThat(size(17, 0)).isEqualTo(16);
    assertThat(size(63, 0)).isEqualTo(64);
  }

  @Test
  void paddingThatCostsNextToNothingIsTaken() {
    know(10, 10, 10);

    assertThat(size(17, 0)).isEqualTo(64);
    assertThat(size(3, 0)).isEqualTo(16);
  }

  @Test
  void idleWorkersTakeTheirPartWhereThatIsNotMuchMoreWork() {
    know(17, 64, 256);

    assertThat(size(64, 0)).isEqualTo(64);
    assertThat(size(32, 1)).isEqualTo(16);
    assertThat(size(64, 3)).isEqualTo(16);
  }

  @Test
  void workIsNotSpreadWhereATilesOwnCostOutweighsItsRows() {
    know(10, 12, 14);

    assertThat(size(64, 3)).isEqualTo(64);
  }

  @Test
  void oneSizeIsAlwaysThatSize() {
    TileSizes only = new TileSizes(List.of(64));
    assertThat(costs.chooseSize(only, 1, 3, now)).isEqualTo(64);
    assertThat(costs.chooseSize(only, 1_000, 0, now)).isEqualTo(64);
  }

  private int size(int waiting, int idle) {
    return costs.chooseSize(SIZES, waiting, idle, now);
  }

  /** Milliseconds of each size, as often as is enough. */
  private void know(int of16, int of64, int of256) {
    for (int i = 0; i < 3; i++) {
      for (int size : SIZES.rows()) {
        costs.shouldTry(size, now);
      }
      costs.record(16, Duration.ofMillis(of16), now);
      costs.record(64, Duration.ofMillis(of64), now);
      costs.record(256, Duration.ofMillis(of256), now);
    }
  }
}
