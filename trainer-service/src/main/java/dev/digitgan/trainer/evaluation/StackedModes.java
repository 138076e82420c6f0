package dev.digitgan.trainer.evaluation;

import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.evaluation.classifier.DigitClassifier;
import dev.digitgan.trainer.evaluation.classifier.GreyImages;
import dev.digitgan.trainer.evaluation.figure.ClassShares;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How many of the modes of stacked digits are drawn: the digits that a classifier reads in an
 * image's channels make one of 10 to the power of the channels.
 *
 * <p>Source: Metz et al., arXiv:1611.02163, section 3.3.1; Lin et al., arXiv:1712.04086, section
 * 4.1.
 *
 * @param modeCount 1,000 for three channels
 * @param foundCount modes of at least one image
 * @param divergence KL of the modes' shares from those of digits that are stacked independently,
 *     nats
 * @param samplingFloor what {@link #divergence} is about for as many images that are stacked so
 */
public record StackedModes(int modeCount, int foundCount, double divergence, double samplingFloor) {

  /**
   * Counts modes.
   *
   * @param pixels images, one after the other, the channels of a pixel side by side
   * @param reference set whose digits are stacked
   */
  public static StackedModes of(
      DigitClassifier classifier, byte[] pixels, int channels, DigitSet reference) {
    int images = pixels.length / channels / reference.imageBytes();
    if (images == 0 || pixels.length != images * channels * reference.imageBytes()) {
      throw new IllegalArgumentException(
          "%d bytes are no images of %d channels of %d pixels"
              .formatted(pixels.length, channels, reference.imageBytes()));
    }
    int[] modes = new int[images];
    for (int channel = 0; channel < channels; channel++) {
      byte[] plane = new byte[images * reference.imageBytes()];
      for (int i = 0; i < plane.length; i++) {
        plane[i] = pixels[i * channels + channel];
      }
      int[] digits = classifier.read(GreyImages.owning(plane, reference.imageBytes())).digits();
      for (int i = 0; i < images; i++) {
        modes[i] = modes[i] * DigitSet.CLASSES + digits[i];
      }
    }
    return of(modes, channels, reference);
  }

  private static StackedModes of(int[] modes, int channels, DigitSet reference) {
    double[] expected = expected(channels, reference);
    List<Integer> counts = new ArrayList<>(Collections.nCopies(expected.length, 0));
    for (int mode : modes) {
      counts.set(mode, counts.get(mode) + 1);
    }
    ClassShares found = new ClassShares(counts);
    double divergence = 0;
    for (int mode = 0; mode < expected.length; mode++) {
      double share = (double) counts.get(mode) / modes.length;
      divergence += share > 0 ? share * Math.log(share / expected[mode]) : 0;
    }
    return new StackedModes(
        expected.length,
        found.foundCount(),
        Math.max(0, divergence),
        (expected.length - 1) / (2.0 * modes.length));
  }

  /** Shares of the modes where each channel is a digit of the set, whatever the others are. */
  private static double[] expected(int channels, DigitSet reference) {
    double[] digits = new double[DigitSet.CLASSES];
    for (int i = 0; i < reference.count(); i++) {
      digits[reference.label(i)] += 1.0 / reference.count();
    }
    double[] modes = {1};
    for (int channel = 0; channel < channels; channel++) {
      double[] more = new double[modes.length * digits.length];
      for (int i = 0; i < more.length; i++) {
        more[i] = modes[i / digits.length] * digits[i % digits.length];
      }
      modes = more;
    }
    return modes;
  }
}
