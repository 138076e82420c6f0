package dev.digitgan.trainer.quality.figure;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Log-likelihood of test images, in nats an image, under normal windows of one width around
 * samples:
 *
 * <pre>
 *   ln p(x) = ln (1/n sum over s of exp(-|x - s|^2 / (2 sigma^2))) - d/2 ln(2 pi sigma^2)
 * </pre>
 *
 * <p>Source: Goodfellow et al., "Generative adversarial nets" (2014), section 5, with their
 * protocol: pixels in [0, 1], 10,000 samples, sigma by validation images. It rewards averages of
 * images: their score may be above that of real ones.
 *
 * @param sigma the width that was chosen, in units of a pixel
 * @param mean over the test images
 * @param standardError of that mean: deviation over images / √their number
 */
public record ParzenWindow(double sigma, double mean, double standardError) {
  /** Ten widths, from 0.1 to 1 in equal steps of the logarithm. */
  public static final List<Double> SIGMAS =
      IntStream.range(0, 10).mapToObj(i -> Math.pow(10, -1 + i / 9.0)).toList();

  /** A term e^-45 of the greatest adds less than double can tell, also a thousand times over. */
  private static final double NEGLIGIBLE = 45;

  /**
   * Chooses of {@link #SIGMAS} the one under which {@code validation} is likeliest, and gives that
   * of {@code test} under it.
   *
   * @throws IllegalArgumentException if one has no image (two of the test's are due), or a pixel is
   *     not in [0, 1]
   */
  public static ParzenWindow of(Rows samples, Rows validation, Rows test, int threadCount) {
    Require.someOf(samples, 1);
    Require.someOf(validation, 1);
    Require.someOf(test, 2);
    Require.pixels(samples);
    Require.pixels(validation);
    Require.pixels(test);
    double[][] ofSigmas = logLikelihoods(samples, validation, SIGMAS, threadCount);
    int best = 0;
    for (int i = 1; i < ofSigmas.length; i++) {
      if (Samples.mean(ofSigmas[i]) > Samples.mean(ofSigmas[best])) {
        best = i;
      }
    }
    double sigma = SIGMAS.get(best);
    double[] ofTest = logLikelihoods(samples, test, List.of(sigma), threadCount)[0];
    return new ParzenWindow(
        sigma, Samples.mean(ofTest), Samples.deviation(ofTest) / Math.sqrt(ofTest.length));
  }

  /** A row a sigma, in it a number an image. */
  static double[][] logLikelihoods(
      Rows samples, Rows images, List<Double> sigmas, int threadCount) {
    double[] factors = sigmas.stream().mapToDouble(sigma -> 1 / (2 * sigma * sigma)).toArray();
    double[][] sums = new double[factors.length][images.count()];
    double[] nearest = new double[images.count()];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    Distances distances = new Distances(images, samples);
    DotProducts.forEach(
        images,
        samples,
        threadCount,
        (image, first, count, products) -> {
          double[] squares = new double[count];
          double least = nearest[image];
          for (int i = 0; i < count; i++) {
            squares[i] = Math.max(0, distances.near(image, first + i, products[i]));
            least = Math.min(least, squares[i]);
          }
          for (int i = 0; i < factors.length; i++) {
            double before = Math.exp((least - nearest[image]) * factors[i]);
            sums[i][image] = sums[i][image] * before + sum(squares, least, factors[i]);
          }
          nearest[image] = least;
        });
    for (int i = 0; i < factors.length; i++) {
      double constant =
          Math.log(samples.count()) + images.columns() / 2.0 * Math.log(Math.PI / factors[i]);
      for (int image = 0; image < images.count(); image++) {
        sums[i][image] = Math.log(sums[i][image]) - nearest[image] * factors[i] - constant;
      }
    }
    return sums;
  }

  /** Of exp(-square factor), relative to that of the least square, so that it cannot vanish. */
  private static double sum(double[] squares, double least, double factor) {
    double farthest = least + NEGLIGIBLE / factor;
    double sum = 0;
    for (double square : squares) {
      if (square <= farthest) {
        sum += Math.exp((least - square) * factor);
      }
    }
    return sum;
  }
}
