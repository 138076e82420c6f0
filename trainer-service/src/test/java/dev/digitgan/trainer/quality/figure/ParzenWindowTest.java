package dev.digitgan.trainer.quality.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.digitgan.testing.Cases;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ParzenWindowTest {
  @Test
  void widthsAreThoseOfThePaper() {
    // numpy.logspace(-1, 0, 10)
    double[] widths = {
      0.1,
      0.1291549665,
      0.16681005372,
      0.21544346900,
      0.27825594022,
      0.35938136638,
      0.46415888336,
      0.59948425032,
      0.77426368268,
      1
    };
    assertThat(ParzenWindow.SIGMAS).hasSize(10);
    for (int i = 0; i < widths.length; i++) {
      assertThat(ParzenWindow.SIGMAS.get(i)).isCloseTo(widths[i], within(1e-10));
    }
  }

  @Test
  void isThatOfTheFormula() {
    Cases.check(
        60,
        draw -> {
          int sampleCount = draw.intBetween(1, 600);
          int columns = draw.intBetween(1, 40);
          long seed = draw.anyLong();
          Rows samples = Draws.uniform(sampleCount, columns, seed);
          Rows validation = Draws.uniform(5, columns, seed + 1);
          Rows test = Draws.uniform(7, columns, seed + 2);
          double[] ofValidation =
              ParzenWindow.SIGMAS.stream()
                  .mapToDouble(s -> mean(slow(samples, validation, s)))
                  .toArray();
          int best =
              IntStream.range(0, ofValidation.length)
                  .reduce(0, (a, b) -> ofValidation[b] > ofValidation[a] ? b : a);
          double sigma = ParzenWindow.SIGMAS.get(best);
          double[] ofTest = slow(samples, test, sigma);
          double mean = mean(ofTest);
          double squares = Arrays.stream(ofTest).map(x -> (x - mean) * (x - mean)).sum();

          ParzenWindow window = ParzenWindow.of(samples, validation, test, 2);

          assertThat(window.sigma()).isEqualTo(sigma);
          assertThat(window.mean()).isCloseTo(mean, within(1e-3));
          assertThat(window.standardError()).isCloseTo(Math.sqrt(squares / 6 / 7), within(1e-3));
        });
  }

  @Test
  void ofOneSampleIsTheNormalDensity() {
    Rows sample = Rows.owning(new float[] {0.5f, 0.5f}, 2);
    Rows image = Rows.owning(new float[] {0.5f, 0.75f}, 2);

    double ofTenth = ParzenWindow.logLikelihoods(sample, image, List.of(0.1), 1)[0][0];

    assertThat(ofTenth).isCloseTo(-0.0625 / 0.02 - Math.log(2 * Math.PI * 0.01), within(1e-4));
  }

  /** exp(-784 / 0.02) is nothing in double. */
  @Test
  void holdsWhereEveryTermVanishes() {
    Rows black = Rows.owning(new float[784], 784);
    Rows white = Draws.plus(black, 1);

    double logLikelihood = ParzenWindow.logLikelihoods(black, white, List.of(0.1), 1)[0][0];

    assertThat(logLikelihood)
        .isCloseTo(-784 / 0.02 - 392 * Math.log(2 * Math.PI * 0.01), within(1e-6));
  }

  @Test
  void isAsExactWithPixelsAsItIsPrinted() {
    Rows samples = Draws.uniform(300, 784, 1);
    Rows images = samples.select(Draws.range(0, 40));

    for (double sigma : new double[] {0.1, 0.2, 1}) {
      double[] exact = slow(samples, images, sigma);
      double[] fast = ParzenWindow.logLikelihoods(samples, images, List.of(sigma), 1)[0];
      assertThat(fast).containsExactly(exact, within(0.02));
    }
  }

  @Test
  void theNumberOfThreadsChangesNothing() {
    Rows samples = Draws.uniform(1_000, 10, 1);
    Rows images = Draws.uniform(1_500, 10, 2);

    assertThat(ParzenWindow.of(samples, images, images, 3))
        .isEqualTo(ParzenWindow.of(samples, images, images, 1));
  }

  @Test
  void refusesPixelsOfAnotherRange() {
    Rows pixels = Draws.uniform(5, 4, 1);
    Rows signed = Draws.plus(pixels, -0.5f);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ParzenWindow.of(signed, pixels, pixels, 1))
        .withMessageContaining("is not a pixel in [0, 1]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ParzenWindow.of(pixels, pixels, pixels.select(0), 1))
        .withMessage("1 rows, but at least 2 are needed");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ParzenWindow.of(pixels, Draws.plus(pixels, Float.NaN), pixels, 1));
  }

  private static double[] slow(Rows samples, Rows images, double sigma) {
    double[][] centres = Draws.doubles(samples);
    return Arrays.stream(Draws.doubles(images))
        .mapToDouble(image -> slow(centres, image, sigma))
        .toArray();
  }

  private static double slow(double[][] centres, double[] image, double sigma) {
    double[] exponents =
        Arrays.stream(centres)
            .mapToDouble(c -> -BruteForce.squaredDistance(c, image) / (2 * sigma * sigma))
            .toArray();
    double greatest = Arrays.stream(exponents).max().orElseThrow();
    double sum = Arrays.stream(exponents).map(e -> Math.exp(e - greatest)).sum();
    return greatest
        + Math.log(sum / centres.length)
        - image.length * Math.log(sigma * Math.sqrt(2 * Math.PI));
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }
}
