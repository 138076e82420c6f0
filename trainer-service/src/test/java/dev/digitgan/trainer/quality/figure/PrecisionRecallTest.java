package dev.digitgan.trainer.quality.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.digitgan.testing.Cases;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PrecisionRecallTest {
  private static final int K = PrecisionRecall.NEIGHBOURS;

  @Test
  void isThatOfAllPairs() {
    Cases.check(
        100,
        draw -> {
          int realCount = draw.intBetween(6, 300);
          int fakeCount = draw.intBetween(6, 300);
          int columns = draw.intBetween(1, 6);
          int neighbours = draw.intBetween(1, 5);
          long seed = draw.anyLong();
          Rows fake = Draws.plus(Draws.normal(fakeCount, columns, seed + 1), 0.5f);

          assertSame(Draws.normal(realCount, columns, seed), fake, neighbours);
        });
  }

  /** Many points lie on the surface of balls, many balls are points. */
  @Test
  void isThatOfAllPairsWhereDistancesAreEqual() {
    Cases.check(
        100,
        draw -> {
          int count = draw.intBetween(6, 200);
          int columns = draw.intBetween(1, 4);
          int neighbours = draw.intBetween(1, 5);
          long seed = draw.anyLong();
          assertSame(
              Draws.whole(count, columns, 3, seed),
              Draws.whole(count, columns, 4, seed + 1),
              neighbours);
        });
  }

  @Test
  void equalDistributionsAreNearlyWholeInEachOther() {
    PrecisionRecall same = of(Draws.normal(2_000, 4, 1), Draws.normal(2_000, 4, 2), K);

    assertThat(same.precision()).isGreaterThan(0.9);
    assertThat(same.recall()).isGreaterThan(0.9);
    assertThat(same.density()).isCloseTo(1, within(0.1));
    // Naeem et al. (2020), equation (10): 1 - 2^-k in expectation, for sets of equal size.
    assertThat(same.coverage()).isCloseTo(1 - Math.pow(2, -K), within(0.02));
  }

  @Test
  void setsThatLieApartShareNothing() {
    Rows real = Draws.normal(100, 3, 1);

    assertThat(of(real, Draws.plus(real, 1_000f), K)).isEqualTo(new PrecisionRecall(0, 0, 0, 0));
  }

  @Test
  void whoRepeatsAFewRealOnesIsPreciseButRecallsFew() {
    Rows real = Draws.normal(1_000, 6, 1);
    Rows repeated = real.select(IntStream.range(0, 1_000).map(i -> i % 50).toArray());

    PrecisionRecall figures = of(real, repeated, K);

    assertThat(figures.precision()).isEqualTo(1);
    // Its balls are points: each row has more copies than k.
    assertThat(figures.recall()).isEqualTo(0.05);
    assertThat(figures.coverage()).isLessThan(0.4);
  }

  @Test
  void outliersWidenRecallButNotCoverage() {
    Rows real = Draws.normal(1_000, 2, 1);
    float[] corner = new float[2_000];
    Arrays.fill(corner, 3f);
    for (int i = 0; i < 10; i++) {
      corner[2 * i] = i % 2 == 0 ? 40 : -40;
      corner[2 * i + 1] = 40 - 8 * i;
    }

    PrecisionRecall figures = of(real, Rows.owning(corner, 2), K);

    assertThat(figures.recall()).isGreaterThan(0.9);
    assertThat(figures.coverage()).isLessThan(0.1);
  }

  @Test
  void constantRowsLieInEachOthersBallsOfNoRadius() {
    Rows constant = Rows.owning(new float[40], 4);

    assertThat(of(constant, constant, K)).isEqualTo(new PrecisionRecall(1, 1, 2, 1));
  }

  @Test
  void refusesBallsOfDifferentK() {
    Rows rows = Draws.normal(10, 2, 1);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                PrecisionRecall.of(Neighbourhoods.of(rows, 3, 1), Neighbourhoods.of(rows, 5, 1), 1))
        .withMessage("balls of 3 neighbours and of 5 do not compare");
  }

  private static PrecisionRecall of(Rows real, Rows fake, int neighbours) {
    return PrecisionRecall.of(
        Neighbourhoods.of(real, neighbours, 2), Neighbourhoods.of(fake, neighbours, 2), 2);
  }

  private static void assertSame(Rows realRows, Rows fakeRows, int k) {
    double[][] real = Draws.doubles(realRows);
    double[][] fake = Draws.doubles(fakeRows);
    double[] realRadii = BruteForce.squaredRadii(real, k);
    double[] fakeRadii = BruteForce.squaredRadii(fake, k);
    long[] ofFakes =
        Arrays.stream(fake).mapToLong(row -> BruteForce.balls(row, real, realRadii)).toArray();
    long recalled =
        Arrays.stream(real).filter(row -> BruteForce.balls(row, fake, fakeRadii) > 0).count();
    long covered =
        IntStream.range(0, real.length)
            .filter(
                i ->
                    Arrays.stream(fake)
                        .anyMatch(row -> BruteForce.squaredDistance(row, real[i]) <= realRadii[i]))
            .count();

    PrecisionRecall figures = of(realRows, fakeRows, k);

    assertThat(figures.precision())
        .isEqualTo((double) Arrays.stream(ofFakes).filter(n -> n > 0).count() / fake.length);
    assertThat(figures.recall()).isEqualTo((double) recalled / real.length);
    assertThat(figures.density())
        .isCloseTo((double) Arrays.stream(ofFakes).sum() / k / fake.length, within(1e-12));
    assertThat(figures.coverage()).isEqualTo((double) covered / real.length);
  }
}
