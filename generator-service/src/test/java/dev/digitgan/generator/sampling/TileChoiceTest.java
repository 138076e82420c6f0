package dev.digitgan.generator.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.generator.model.TileSizes;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TileChoiceTest {
  private static final TileSizes SIZES = TileSizes.of(16, 64, 256);

  private final TileCosts costs = new TileCosts();
  private final TileChoice choice = new TileChoice(costs);

  @Test
  void withoutAnyMeasurementTheSmallestThatFitsIsTaken() {
    assertThat(choice.size(SIZES, 1, 0)).isEqualTo(16);
    assertThat(choice.size(SIZES, 16, 1)).isEqualTo(16);
    assertThat(choice.size(SIZES, 17, 1)).isEqualTo(64);
    assertThat(choice.size(SIZES, 5_000, 0)).isEqualTo(256);
  }

  @Test
  void paddingThatCostsMoreThanASecondTileIsNotPaid() {
    costs.record(16, Duration.ofMillis(17));
    costs.record(64, Duration.ofMillis(64));

    assertThat(choice.size(SIZES, 17, 0)).isEqualTo(16);
    assertThat(choice.size(SIZES, 63, 0)).isEqualTo(64);
  }

  @Test
  void paddingThatCostsNextToNothingIsTaken() {
    costs.record(16, Duration.ofMillis(10));
    costs.record(64, Duration.ofMillis(10));

    assertThat(choice.size(SIZES, 17, 0)).isEqualTo(64);
  }

  @Test
  void idleWorkersTakeTheirPartWhereThatIsNotMuchMoreWork() {
    costs.record(16, Duration.ofMillis(17));
    costs.record(64, Duration.ofMillis(64));

    assertThat(choice.size(SIZES, 64, 0)).isEqualTo(64);
    assertThat(choice.size(SIZES, 32, 1)).isEqualTo(16);
    assertThat(choice.size(SIZES, 64, 3)).isEqualTo(16);
  }

  @Test
  void workIsNotSpreadWhereATilesOwnCostOutweighsItsRows() {
    costs.record(16, Duration.ofMillis(10));
    costs.record(64, Duration.ofMillis(12));

    assertThat(choice.size(SIZES, 64, 3)).isEqualTo(64);
  }

  @Test
  void oneSizeIsAlwaysThatSize() {
    TileSizes only = TileSizes.of(64);
    assertThat(choice.size(only, 1, 3)).isEqualTo(64);
    assertThat(choice.size(only, 1_000, 0)).isEqualTo(64);
  }
}
