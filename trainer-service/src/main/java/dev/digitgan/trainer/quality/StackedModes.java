package dev.digitgan.trainer.quality;

import com.google.common.primitives.Ints;
import dev.digitgan.trainer.quality.figure.ClassShares;
import java.util.Arrays;

/**
 * The modes of stacked digits: the combinations of the digits in an image's channels.
 *
 * <p>Source: Metz et al., arXiv:1611.02163, section 3.3.1; Lin et al., arXiv:1712.04086, section
 * 4.1.
 *
 * @param foundCount number of modes with at least one image
 * @param divergence KL of the modes' shares from those of independent digits, nats; about (modes -
 *     1) / 2n for n independent images
 */
record StackedModes(int foundCount, double divergence) {
  /**
   * Counts modes.
   *
   * @param digits of each channel in each image
   * @param shares of the digits in the training images
   */
  static StackedModes of(int[][] digits, double[] shares) {
    int images = digits[0].length;
    double[] expected = {1};
    int[] modes = new int[images];
    for (int[] channel : digits) {
      expected = product(expected, shares);
      for (int i = 0; i < images; i++) {
        modes[i] = modes[i] * shares.length + channel[i];
      }
    }
    int[] counts = new int[expected.length];
    Arrays.stream(modes).forEach(mode -> counts[mode]++);
    double divergence = 0;
    for (int mode = 0; mode < expected.length; mode++) {
      double share = (double) counts[mode] / images;
      divergence += share > 0 ? share * Math.log(share / expected[mode]) : 0;
    }
    int found = new ClassShares(Ints.asList(counts)).foundCount();
    return new StackedModes(found, Math.max(0, divergence));
  }

  private static double[] product(double[] modes, double[] digits) {
    double[] product = new double[modes.length * digits.length];
    for (int i = 0; i < product.length; i++) {
      product[i] = modes[i / digits.length] * digits[i % digits.length];
    }
    return product;
  }
}
