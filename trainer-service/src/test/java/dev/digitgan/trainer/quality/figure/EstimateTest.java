package dev.digitgan.trainer.quality.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link Estimate}, {@link PairedDifference} and {@link Bootstrap}. */
final class EstimateTest {
  /** Printed tables of Student's distribution. */
  @ParameterizedTest
  @CsvSource({
    "0.975, 1, 12.7062",
    "0.975, 2, 4.3027",
    "0.975, 3, 3.1824",
    "0.975, 4, 2.7764",
    "0.95, 1, 6.3138",
    "0.95, 4, 2.1318",
    "0.95, 19, 1.7291",
    "0.975, 19, 2.0930",
    "0.995, 30, 2.7500",
    "0.975, 120, 1.9799",
    "0.5, 5, 0"
  })
  void quantilesAreThoseOfTheTables(double probability, int degrees, double expected) {
    assertThat(StudentT.quantile(probability, degrees)).isCloseTo(expected, within(5e-5));
  }

  @Test
  void ofSeedsReachesAsFarAsStudentSays() {
    // Mean 3, deviation √2.5
    Estimate estimate = Estimate.ofSeeds(1, 2, 3, 4, 5);

    assertThat(estimate.value()).isEqualTo(3);
    assertThat(estimate.high() - 3).isCloseTo(2.776445 * Math.sqrt(2.5 / 5), within(1e-5));
    assertThat(3 - estimate.low()).isCloseTo(estimate.high() - 3, within(1e-12));
    assertThat(Estimate.ofSeeds(7, 7, 7)).isEqualTo(new Estimate(7, 7, 7));
    assertThatIllegalArgumentException().isThrownBy(() -> Estimate.ofSeeds(1));
    assertThatIllegalArgumentException().isThrownBy(() -> Estimate.ofSeeds(1, Double.NaN));
  }

  /** Ends are the shares from which {@code hits} lie 1.96 standard deviations away. */
  @ParameterizedTest
  @CsvSource({"0, 10", "5, 10", "1, 1000", "993, 1000", "10, 10", "1, 1"})
  void ofAShareSolvesWilsonsEquation(int hits, int trials) {
    Estimate estimate = Estimate.ofShare(hits, trials);

    assertThat(estimate.value()).isEqualTo((double) hits / trials);
    for (double end : new double[] {estimate.low(), estimate.high()}) {
      double away = (estimate.value() - end) / Math.sqrt(end * (1 - end) / trials);
      if (end > 0 && end < 1) {
        assertThat(Math.abs(away)).isCloseTo(1.959964, within(1e-5));
      }
    }
    assertThat(estimate.low() == 0).isEqualTo(hits == 0);
    assertThat(estimate.high() == 1).isEqualTo(hits == trials);
  }

  @Test
  void ofAShareRefusesMoreHitsThanTrials() {
    assertThatIllegalArgumentException().isThrownBy(() -> Estimate.ofShare(2, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> Estimate.ofShare(0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Estimate(1, 3, 2));
  }

  @Test
  void pairsCancelWhatBothShare() {
    double[] champion = {10, 20, 30, 40, 50};
    double[] candidate = {11, 21, 31, 41, 52};

    PairedDifference difference = PairedDifference.of(candidate, champion);

    double error = Math.sqrt(0.2 / 5);
    assertThat(difference.mean()).isCloseTo(1.2, within(1e-12));
    assertThat(difference.standardError()).isCloseTo(error, within(1e-12));
    assertThat(difference.upperBound()).isCloseTo(1.2 + 2.131847 * error, within(1e-6));
    assertThat(difference.interval().high()).isCloseTo(1.2 + 2.776445 * error, within(1e-6));
    assertThat(difference.interval().low()).isCloseTo(1.2 - 2.776445 * error, within(1e-6));
  }

  @Test
  void refusesWhatAreNoPairs() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PairedDifference.of(new double[] {1, 2}, new double[] {1, 2, 3}))
        .withMessage("2 values and 3 are not pairs");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PairedDifference.of(new double[] {1}, new double[] {1}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PairedDifference.of(new double[] {1, Double.NaN}, new double[] {1, 2}));
  }

  @Test
  void bootstrapOfAMeanReachesAsFarAsItsStandardError() {
    double[] values = new double[400];
    Arrays.setAll(values, i -> Math.sqrt(i));
    double deviation = Samples.deviation(values);

    Estimate estimate = bootstrapOfMean(values, 4_000, 1);

    assertThat(estimate.value()).isEqualTo(Samples.mean(values));
    assertThat((estimate.high() - estimate.low()) / 2)
        .isCloseTo(1.96 * deviation / 20, within(0.05 * deviation / 10));
    assertThat((estimate.high() + estimate.low()) / 2)
        .isCloseTo(estimate.value(), within(0.05 * deviation / 10));
  }

  @Test
  void bootstrapIsThatOfItsStream() {
    double[] values = {1, 5, 2, 8, 3};

    assertThat(bootstrapOfMean(values, 100, 1))
        .isEqualTo(bootstrapOfMean(values, 100, 1))
        .isNotEqualTo(bootstrapOfMean(values, 100, 2));
  }

  @Test
  void bootstrapRefusesNoRowsFewSamplesAndNoNumbers() {
    assertThatIllegalArgumentException().isThrownBy(() -> bootstrapOfMean(new double[0], 100, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> bootstrapOfMean(new double[5], 39, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bootstrap.of(5, 100, rows -> Double.NaN, Draws.random(1)));
  }

  private static Estimate bootstrapOfMean(double[] values, int resampleCount, long seed) {
    return Bootstrap.of(
        values.length,
        resampleCount,
        rows -> {
          double sum = 0;
          for (int row : rows) {
            sum += values[row];
          }
          return sum / rows.length;
        },
        Draws.random(seed));
  }
}
