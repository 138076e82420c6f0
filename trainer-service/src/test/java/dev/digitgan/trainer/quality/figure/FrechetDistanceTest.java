package dev.digitgan.trainer.quality.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.digitgan.testing.Cases;
import org.junit.jupiter.api.Test;

final class FrechetDistanceTest {
  /** The product's root is found without eigenvalues, and of C1 C2 instead of a symmetric one. */
  @Test
  void isThatOfNewtonsSquareRoot() {
    Cases.check(
        100,
        draw -> {
          int columns = draw.intBetween(1, 8);
          long seed = draw.anyLong();
          Rows first = mixed(Draws.normal(40, columns, seed), seed + 2);
          Rows second = Draws.plus(mixed(Draws.normal(60, columns, seed + 1), seed + 3), 0.3f);

          double expected = SlowFrechet.distance(Draws.doubles(first), Draws.doubles(second));

          assertThat(distance(first, second)).isCloseTo(expected, within(1e-6 * (1 + expected)));
          assertThat(distance(second, first)).isCloseTo(expected, within(1e-6 * (1 + expected)));
        });
  }

  /** Variances 2 s^2 / (n - 1) along common axes, whatever these are. */
  @Test
  void ofCommutingCovariancesIsThatOfTheirDeviations() {
    Cases.check(
        100,
        draw -> {
          double s1 = draw.doubleBetween(0.1, 5);
          double s2 = draw.doubleBetween(0.1, 5);
          double t1 = draw.doubleBetween(0, 5);
          double t2 = draw.doubleBetween(0, 5);
          double angle = draw.doubleBetween(0, 3);
          double expected = 2.0 / 3 * ((s1 - t1) * (s1 - t1) + (s2 - t2) * (s2 - t2));

          assertThat(distance(cross(s1, s2, angle), cross(t1, t2, angle)))
              .isCloseTo(expected, within(1e-5));
        });
  }

  @Test
  void ofTranslatedRowsIsTheSquareOfTheirShift() {
    Rows rows = Draws.whole(200, 3, 50, 1);

    assertThat(distance(rows, Draws.plus(rows, 3, -4, 12))).isCloseTo(169, within(1e-9));
  }

  @Test
  void ofEqualRowsIsZero() {
    Rows rows = Draws.normal(500, 20, 1);

    assertThat(distance(rows, rows)).isBetween(0.0, 1e-9);
  }

  @Test
  void ofManyNormalRowsIsNearThatOfTheirDistributions() {
    // N(0, 1) and N(0.5, 4) in each of 4 columns: 4 (0.25 + (2 - 1)^2).
    float[] values = Draws.normal(20_000, 4, 2).values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = 2 * values[i] + 0.5f;
    }

    assertThat(distance(Draws.normal(20_000, 4, 1), Rows.owning(values, 4)))
        .isCloseTo(5, within(0.1));
  }

  @Test
  void holdsWithFewerRowsThanColumns() {
    Rows few = Draws.normal(5, 30, 1);

    assertThat(distance(few, few)).isBetween(0.0, 1e-6);
    assertThat(distance(few, Draws.plus(few, 2))).isCloseTo(120, within(1e-3));
  }

  @Test
  void holdsForConstantColumns() {
    Rows constant = Draws.plus(Rows.owning(new float[40], 4), 7);
    Rows other = Draws.plus(cross(1, 0, 0), 1, 0);
    Rows point = Rows.owning(new float[8], 2);

    assertThat(distance(constant, constant)).isZero();
    assertThat(distance(other, point)).isCloseTo(1 + 2.0 / 3, within(1e-9));
  }

  @Test
  void momentsServeMoreThanOnce() {
    Moments moments = Moments.of(Draws.normal(50, 3, 1));
    Moments others = Moments.of(Draws.normal(50, 3, 2));

    assertThat(FrechetDistance.of(moments, others)).isEqualTo(FrechetDistance.of(moments, others));
    assertThat(moments.columns()).isEqualTo(3);
  }

  @Test
  void refusesOneRowOtherColumnsAndNoNumbers() {
    Rows rows = Draws.normal(50, 3, 1);

    assertThatIllegalArgumentException().isThrownBy(() -> Moments.of(rows.select(0)));
    assertThatIllegalArgumentException().isThrownBy(() -> distance(rows, Draws.normal(50, 4, 1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Moments.of(Draws.plus(rows, 0, Float.NaN, 0)))
        .withMessage("row 0, column 1: NaN is not finite");
  }

  private static double distance(Rows first, Rows second) {
    return FrechetDistance.of(Moments.of(first), Moments.of(second));
  }

  /** Each column some of all others, so that covariances do not commute. */
  private static Rows mixed(Rows rows, long seed) {
    int columns = rows.columns();
    Rows mix = Draws.normal(columns, columns, seed);
    float[] values = new float[rows.count() * columns];
    for (int row = 0; row < rows.count(); row++) {
      for (int i = 0; i < columns; i++) {
        values[row * columns + i] = rows.at(row, i);
        for (int j = 0; j < columns; j++) {
          values[row * columns + i] += 0.4f * rows.at(row, j) * mix.at(i, j);
        }
      }
    }
    return Rows.owning(values, columns);
  }

  /** Plus and minus {@code a} and {@code b} along two axes. */
  private static Rows cross(double a, double b, double angle) {
    float c = (float) Math.cos(angle);
    float s = (float) Math.sin(angle);
    float x = (float) a;
    float y = (float) b;
    return Rows.owning(new float[] {x * c, x * s, -x * c, -x * s, -y * s, y * c, y * s, -y * c}, 2);
  }
}
