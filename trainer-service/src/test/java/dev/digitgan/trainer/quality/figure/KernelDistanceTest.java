package dev.digitgan.trainer.quality.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.digitgan.testing.Cases;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class KernelDistanceTest {
  @Test
  void ofABlockIsThatOfAllPairs() {
    Cases.check(
        100,
        draw -> {
          int realCount = draw.intBetween(2, 300);
          int fakeCount = draw.intBetween(2, 300);
          int columns = draw.intBetween(1, 9);
          long seed = draw.anyLong();
          Rows real = Draws.normal(realCount, columns, seed);
          Rows fake = Draws.plus(Draws.normal(fakeCount, columns, seed + 1), 0.5f);

          double[][] reals = Draws.doubles(real);
          double[][] fakes = Draws.doubles(fake);
          // Kernels are of floats: a few units in the last place of the largest one.
          double rounding = 5e-7 * Math.max(largestKernel(reals), largestKernel(fakes));
          assertThat(KernelDistance.discrepancy(real, fake, 2))
              .isCloseTo(slow(reals, fakes), within(Math.max(1e-5, rounding)));
        });
  }

  /** The largest kernel of any two rows is that of the longest row with itself. */
  private static double largestKernel(double[][] rows) {
    return Arrays.stream(rows)
        .mapToDouble(row -> Arrays.stream(row).map(x -> x * x).sum() / row.length + 1)
        .map(inner -> inner * inner * inner)
        .max()
        .orElseThrow();
  }

  @Test
  void ofTwoPointsIsThatOfTheirKernels() {
    Rows ones = Draws.plus(Rows.owning(new float[20], 1), 1);
    Rows twos = Draws.plus(Rows.owning(new float[20], 1), 2);

    KernelDistance distance = KernelDistance.of(ones, twos, 10, Draws.random(1), 1);

    // (1 + 1)^3 + (4 + 1)^3 - 2 (2 + 1)^3
    assertThat(distance).isEqualTo(new KernelDistance(79, 0, 2));
  }

  @Test
  @Tag("ci")
  void ofEqualDistributionsIsZeroInTheMean() {
    KernelDistance distance =
        KernelDistance.of(
            Draws.normal(10_000, 5, 1), Draws.normal(10_000, 5, 2), 20, Draws.random(1), 2);

    assertThat(distance.blockCount()).isEqualTo(500);
    // With the pairs of rows with themselves it would be some 40 standard errors above.
    double standardError = distance.standardDeviation() / Math.sqrt(distance.blockCount());
    assertThat(distance.value()).isCloseTo(0, within(3.5 * standardError));
  }

  @Test
  void growsWithWhatIsDifferent() {
    Rows real = Draws.normal(1_000, 5, 1);

    double some = of(real, Draws.plus(Draws.normal(1_000, 5, 2), 0.3f)).value();
    double much = of(real, Draws.plus(Draws.normal(1_000, 5, 2), 1f)).value();

    assertThat(some).isGreaterThan(0.05);
    assertThat(much).isGreaterThan(3 * some);
  }

  @Test
  void theOrderOfASetIsNoDifference() {
    float[] values = Draws.normal(1_000, 3, 1).values().clone();
    float[] sorted = values.clone();
    Arrays.sort(sorted);

    KernelDistance distance = of(Rows.owning(values, 1), Rows.owning(sorted, 1));

    double standardError = distance.standardDeviation() / Math.sqrt(distance.blockCount());
    assertThat(distance.value()).isCloseTo(0, within(4 * standardError));
    assertThat(distance.standardDeviation()).isLessThan(1);
  }

  @Test
  void refusesFewerRowsThanTwoBlocksAndNoNumbers() {
    Rows rows = Draws.normal(199, 3, 1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(rows, rows))
        .withMessage("199 rows, but at least 200 are needed");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> of(Draws.normal(200, 3, 1), Draws.plus(Draws.normal(200, 3, 1), Float.NaN)))
        .withMessageContaining("NaN is not finite");
  }

  private static KernelDistance of(Rows real, Rows fake) {
    return KernelDistance.of(real, fake, 100, Draws.random(1), 1);
  }

  private static double slow(double[][] real, double[][] fake) {
    double distance = 0;
    for (double[] a : real) {
      for (double[] b : real) {
        distance += a == b ? 0 : kernel(a, b) / real.length / (real.length - 1);
      }
      for (double[] b : fake) {
        distance -= 2 * kernel(a, b) / real.length / fake.length;
      }
    }
    for (double[] a : fake) {
      for (double[] b : fake) {
        distance += a == b ? 0 : kernel(a, b) / fake.length / (fake.length - 1);
      }
    }
    return distance;
  }

  private static double kernel(double[] a, double[] b) {
    double product = 0;
    for (int i = 0; i < a.length; i++) {
      product += a[i] * b[i];
    }
    return Math.pow(product / a.length + 1, 3);
  }
}
