package dev.digitgan.trainer.quality.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.digitgan.testing.Cases;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class OneNearestNeighbourTest {
  @Test
  void isThatOfThePooledRows() {
    Cases.check(
        100,
        draw -> {
          int count = draw.intBetween(2, 150);
          int columns = draw.intBetween(1, 5);
          long seed = draw.anyLong();
          assertSame(
              Draws.normal(count, columns, seed),
              Draws.plus(Draws.normal(count, columns, seed + 1), 0.5f));
        });
  }

  @Test
  void isThatOfThePooledRowsWhereDistancesAreEqual() {
    Cases.check(
        100,
        draw -> {
          int count = draw.intBetween(2, 150);
          int columns = draw.intBetween(1, 5);
          long seed = draw.anyLong();
          assertSame(
              Draws.whole(count, columns, 3, seed), Draws.whole(count, columns, 3, seed + 1));
        });
  }

  @Test
  void cannotTellEqualDistributionsApart() {
    OneNearestNeighbour same = of(Draws.normal(2_000, 5, 1), Draws.normal(2_000, 5, 2));

    assertThat(same.accuracy()).isCloseTo(0.5, within(0.04));
  }

  @Test
  void tellsSetsThatLieApart() {
    Rows real = Draws.normal(100, 3, 1);

    assertThat(of(real, Draws.plus(real, 1_000f))).isEqualTo(new OneNearestNeighbour(1, 1, 1));
  }

  @Test
  void isAlwaysWrongOfCopiesOfEach() {
    Rows real = Draws.normal(100, 3, 1);

    assertThat(of(real, real)).isEqualTo(new OneNearestNeighbour(0, 0, 0));
  }

  @Test
  void tellsARepeaterByItsFakes() {
    Rows repeated =
        Draws.normal(100, 5, 2).select(IntStream.range(0, 1_000).map(i -> i % 100).toArray());

    OneNearestNeighbour figures = of(Draws.normal(1_000, 5, 1), repeated);

    assertThat(figures.fakeAccuracy()).isEqualTo(1);
    assertThat(figures.accuracy()).isGreaterThan(0.9);
  }

  @Test
  void constantRowsAreHalfRight() {
    Rows constant = Rows.owning(new float[40], 4);

    assertThat(of(constant, constant)).isEqualTo(new OneNearestNeighbour(0.5, 0.5, 0.5));
  }

  @Test
  void refusesSetsOfDifferentSize() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(Draws.normal(10, 2, 1), Draws.normal(11, 2, 1)))
        .withMessage("10 real rows and 11 fakes: the numbers must be equal");
  }

  private static OneNearestNeighbour of(Rows real, Rows fake) {
    return OneNearestNeighbour.of(Neighbourhoods.of(real, 1, 2), Neighbourhoods.of(fake, 1, 2), 2);
  }

  private static void assertSame(Rows real, Rows fake) {
    int count = real.count();
    double[][] pool =
        Stream.concat(Stream.of(Draws.doubles(real)), Stream.of(Draws.doubles(fake)))
            .toArray(double[][]::new);
    double[] right = new double[2];
    for (int i = 0; i < pool.length; i++) {
      int row = i;
      double least =
          IntStream.range(0, pool.length)
              .filter(j -> j != row)
              .mapToDouble(j -> BruteForce.squaredDistance(pool[row], pool[j]))
              .min()
              .orElseThrow();
      int[] nearest =
          IntStream.range(0, pool.length)
              .filter(j -> j != row && BruteForce.squaredDistance(pool[row], pool[j]) == least)
              .toArray();
      boolean own = IntStream.of(nearest).anyMatch(j -> j / count == row / count);
      boolean other = IntStream.of(nearest).anyMatch(j -> j / count != row / count);
      right[row / count] += own && other ? 0.5 : own ? 1 : 0;
    }

    OneNearestNeighbour figures = of(real, fake);

    assertThat(figures.realAccuracy()).isEqualTo(right[0] / count);
    assertThat(figures.fakeAccuracy()).isEqualTo(right[1] / count);
    assertThat(figures.accuracy()).isCloseTo((right[0] + right[1]) / pool.length, within(1e-12));
  }
}
