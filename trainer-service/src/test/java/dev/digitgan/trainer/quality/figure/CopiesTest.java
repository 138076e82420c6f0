package dev.digitgan.trainer.quality.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** {@link Copies}. */
final class CopiesTest {
  @Test
  void findsTheDistanceToTheCopiesImage() {
    Rows training = Rows.owning(new float[] {0, 0, 1, 1, 0, 0.5f, 1, 1}, 2);
    Rows samples = Rows.owning(new float[] {1, 1, 0, 0.25f, 0.25f, 0.5f}, 2);

    Copies nearest = Copies.of(samples, training, 1);

    assertThat(nearest.quantile(0)).isZero();
    assertThat(nearest.quantile(0.5)).isEqualTo(0.25);
    assertThat(nearest.quantile(1)).isEqualTo(0.25);
  }

  @Test
  void quantilesLieBetweenOrderedDistances() {
    Rows training = Rows.owning(new float[] {0}, 1);
    Rows samples = Rows.owning(new float[] {0.75f, 0.25f, 0, 0.5f, 1}, 1);

    Copies nearest = Copies.of(samples, training, 1);

    // As numpy.quantile.
    assertThat(nearest.quantile(0)).isEqualTo(0);
    assertThat(nearest.quantile(0.5)).isEqualTo(0.5);
    assertThat(nearest.quantile(0.05)).isCloseTo(0.05, within(1e-12));
    assertThat(nearest.quantile(0.9)).isCloseTo(0.9, within(1e-12));
    assertThat(nearest.quantile(1)).isEqualTo(1);
    assertThat(nearest.shareBelow(0.5)).isEqualTo(Estimate.ofShare(2, 5));
    assertThatIllegalArgumentException().isThrownBy(() -> nearest.quantile(1.1));
  }

  @Test
  void refusesPixelsOfAnotherRange() {
    Rows pixels = Draws.uniform(3, 4, 1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Copies.of(Draws.plus(pixels, 1), pixels, 1))
        .withMessageContaining("is not a pixel in [0, 1]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Copies.of(pixels, Draws.plus(pixels, -1), 1));
    assertThatIllegalArgumentException().isThrownBy(() -> Copies.of(pixels.select(), pixels, 1));
  }

  @Test
  void countsAllThatHaveACopy() {
    Rows rows = Rows.owning(new float[] {0, 0, 3, 4, 0, 0, 3, 4.5f, 9, 9, 0, 0}, 2);

    assertThat(Copies.duplicates(rows, 0, 1)).isEqualTo(Estimate.ofShare(3, 6));
    assertThat(Copies.duplicates(rows, 0.5, 1)).isEqualTo(Estimate.ofShare(5, 6));
    assertThat(Copies.duplicates(rows, 0.49, 1)).isEqualTo(Estimate.ofShare(3, 6));
  }

  @Test
  void noDistanceIsNoThreshold() {
    Rows rows = Draws.uniform(3, 4, 1);

    assertThatIllegalArgumentException().isThrownBy(() -> Copies.duplicates(rows, Double.NaN, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> Copies.duplicates(rows, -1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> Copies.duplicates(rows.select(0), 0, 1));
  }
}
