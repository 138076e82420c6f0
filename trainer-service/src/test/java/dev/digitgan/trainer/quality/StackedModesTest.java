package dev.digitgan.trainer.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.digitgan.random.RandomStream;
import dev.digitgan.random.RandomStream.Domain;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class StackedModesTest {
  private static final int IMAGES = 4_000;
  private static final double[] EVEN = new double[10];

  static {
    Arrays.fill(EVEN, 0.1);
  }

  @Test
  void digitsThatAreStackedIndependentlyDivergeByTheSamplingError() {
    StackedModes modes = StackedModes.of(new int[][] {digits(1), digits(2)}, EVEN);

    assertThat(modes.foundCount()).isEqualTo(100);
    double expected = 99 / (2.0 * IMAGES);
    assertThat(modes.divergence()).isBetween(0.5 * expected, 2 * expected);
  }

  @Test
  void channelsThatAreAlwaysAlikeMakeTenModes() {
    StackedModes modes = StackedModes.of(new int[][] {digits(1), digits(1)}, EVEN);

    assertThat(modes.foundCount()).isEqualTo(10);
    // KL of ten of a hundred modes.
    assertThat(modes.divergence()).isCloseTo(Math.log(10), within(0.02));
  }

  /** By hand: modes 01 twice, 10 once, 11 once, of digits with shares 1/4 and 3/4. */
  @Test
  void divergenceIsThatOfTheDefinition() {
    int[][] digits = {{0, 0, 1, 1}, {1, 1, 0, 1}};
    StackedModes modes = StackedModes.of(digits, new double[] {0.25, 0.75});

    assertThat(modes.foundCount()).isEqualTo(3);
    assertThat(modes.divergence())
        .isCloseTo(
            0.5 * Math.log(0.5 / (3 / 16.0))
                + 0.25 * Math.log(0.25 / (3 / 16.0))
                + 0.25 * Math.log(0.25 / (9 / 16.0)),
            within(1e-12));
  }

  private static int[] digits(long stream) {
    RandomStream random = new RandomStream(1, Domain.DATA_ORDER, stream);
    int[] digits = new int[IMAGES];
    for (int i = 0; i < IMAGES; i++) {
      digits[i] = random.nextInt(10);
    }
    return digits;
  }
}
