package dev.digitgan.trainer.quality.figure;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The log-likelihood of test images, in nats an image, under normal windows of one width around
 * samples:
 *
 * <pre>
 *   ln p(x) = ln (1/n sum over s of exp(-|x - s|^2 / (2 sigma^2))) - d/2 ln(2 pi sigma^2)
 * </pre>
 *
 * <p>Source: Goodfellow et al., "Generative adversarial nets" (2014), section 5, with their
 * protocol: pixels in [0, 1], 10,000 samples, sigma by validation images. It rewards averages of
 * images, which may score better than real images.
 *
 * @param sigma the chosen width, in pixel values
 * @param mean over the test images
 * @param standardError of that mean
 */
public record ParzenWindow(double sigma, double mean, double standardError) {
  /** Ten widths from 0.1 to 1 in equal logarithmic steps. */
  public static final List<Double> SIGMAS =
      IntStream.range(0, 10).mapToObj(i -> Math.pow(10, -1 + i / 9.0)).toList();

  /** Terms smaller than the greatest by e^-45 do not change a double, even thousands of them. */
  private static final double NEGLIGIBLE = 45;

  /** Scores {@code test} with the width under which {@code validation} is most likely. */
  public static ParzenWindow of(Rows samples, Rows validation, Rows test, int threadCount) {
    samples.requireAtLeast(1);
    validation.requireAtLeast(1);
    test.requireAtLeast(2);
    samples.requirePixels();
    validation.requirePixels();
    test.requirePixels();
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

  /** The log-likelihoods: a row for each sigma, a number for each image. */
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

  /** The sum of exp(-square factor), relative to its greatest term, so that it cannot underflow. */
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
