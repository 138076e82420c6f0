package dev.digitgan.trainer.quality.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.digitgan.testing.Cases;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link InceptionScore} and {@link ClassShares}. */
final class ClassFiguresTest {
  @Test
  void scoreIsThatOfTheDefinition() {
    Cases.check(
        200,
        draw -> {
          int count = draw.intBetween(1, 30);
          int classes = draw.intBetween(1, 12);
          long seed = draw.anyLong();
          Rows probabilities = normalised(Draws.whole(count, classes, 4, seed));
          double[][] p = Draws.doubles(probabilities);
          double divergence = 0;
          for (double[] row : p) {
            for (int i = 0; i < classes; i++) {
              double mean = 0;
              for (double[] other : p) {
                mean += other[i] / count;
              }
              divergence += row[i] == 0 ? 0 : row[i] * Math.log(row[i] / mean) / count;
            }
          }

          assertThat(InceptionScore.of(probabilities))
              .isCloseTo(Math.exp(divergence), within(1e-6));
        });
  }

  @Test
  void scoreIsTheNumberOfClassesThatAreSureAndEquallyOften() {
    float[] sure = new float[100];
    for (int row = 0; row < 10; row++) {
      sure[row * 10 + row] = 1;
    }

    assertThat(InceptionScore.of(Rows.owning(sure, 10))).isCloseTo(10, within(1e-12));
  }

  @Test
  void scoreIsOneWhereAllRowsAreAlike() {
    float[] alike = {0.25f, 0.75f, 0, 0.25f, 0.75f, 0};

    assertThat(InceptionScore.of(Rows.owning(alike, 3))).isCloseTo(1, within(1e-12));
  }

  @Test
  void scoreRefusesWhatAreNoProbabilities() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InceptionScore.of(Rows.owning(new float[] {0.5f, 0.4f}, 2)))
        .withMessageContaining("probabilities of row 0 add up to 0.9");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InceptionScore.of(Rows.owning(new float[] {1.5f, -0.5f}, 2)))
        .withMessage("row 0, column 1: -0.5 is not a probability");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InceptionScore.of(Rows.owning(new float[] {1, Float.NaN}, 2)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InceptionScore.of(Rows.owning(new float[0], 2)));
  }

  @Test
  void countsTheMostProbableClassAndOfEqualOnesTheFirst() {
    float[] rows = {0.1f, 0.8f, 0.1f, 0.4f, 0.2f, 0.4f, 0.3f, 0.6f, 0.1f};

    ClassShares shares = ClassShares.of(Rows.owning(rows, 3));

    assertThat(shares.counts()).containsExactly(1, 2, 0);
    assertThat(shares.foundCount()).isEqualTo(2);
    assertThat(shares.share(1)).isEqualTo(Estimate.ofShare(2, 3));
  }

  @Test
  void divergenceIsThatOfTheShares() {
    ClassShares some = new ClassShares(List.of(1, 3, 0));
    ClassShares all = new ClassShares(List.of(10, 10, 20));

    assertThat(some.divergenceFrom(all))
        .isCloseTo(0.25 * Math.log(1) + 0.75 * Math.log(3), within(1e-12));
    assertThat(some.divergenceFrom(some)).isZero();
    assertThat(all.divergenceFrom(some)).isInfinite();
  }

  @Test
  void sharesRefuseNothingAndOtherClasses() {
    ClassShares two = new ClassShares(List.of(1, 1));

    assertThatIllegalArgumentException().isThrownBy(() -> new ClassShares(List.of(0, 0)));
    assertThatIllegalArgumentException().isThrownBy(() -> new ClassShares(List.of(3, -1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> two.divergenceFrom(new ClassShares(List.of(1, 1, 1))))
        .withMessage("2 classes and 3 do not compare");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassShares.of(Rows.owning(new float[] {Float.NaN, 1}, 2)));
  }

  private static Rows normalised(Rows rows) {
    float[] values = rows.values().clone();
    for (int row = 0; row < rows.count(); row++) {
      values[row * rows.columns()] += 1;
      float sum = 0;
      for (int i = 0; i < rows.columns(); i++) {
        sum += values[row * rows.columns() + i];
      }
      for (int i = 0; i < rows.columns(); i++) {
        values[row * rows.columns() + i] /= sum;
      }
    }
    return Rows.owning(values, rows.columns());
  }
}
