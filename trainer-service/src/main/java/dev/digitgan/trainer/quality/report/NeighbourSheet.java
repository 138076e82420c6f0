package dev.digitgan.trainer.quality.report;

import dev.digitgan.image.ImageShape;
import dev.digitgan.image.PngImages;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.quality.GeneratorSamples;
import dev.digitgan.trainer.quality.classifier.GreyImages;
import dev.digitgan.trainer.quality.figure.NearestNeighbours;
import java.util.Arrays;

/** Draws samples next to their nearest training images. */
public final class NeighbourSheet {
  private static final int PAIRS = 60;
  private static final int PAIRS_A_ROW = 6;

  /** The number of training images that are in memory as floats at a time. */
  private static final int BLOCK_IMAGES = 4_096;

  private NeighbourSheet() {}

  /**
   * Draws a PNG of the first samples, each with its training image to the right. Each of several
   * channels is an image of its own.
   */
  public static byte[] png(GeneratorSamples samples, DigitSet training) {
    GreyImages drawn = samples.draw(0, PAIRS);
    return png(samples.channels() == 1 ? drawn : planes(drawn, samples.channels()), training, 1);
  }

  private static GreyImages planes(GreyImages samples, int channels) {
    int bytes = samples.imageBytes() / channels;
    byte[] planes = new byte[PAIRS * bytes];
    for (int i = 0; i < PAIRS; i++) {
      samples.select(i / channels).channel(i % channels, channels).copyImage(0, planes, i * bytes);
    }
    return GreyImages.owning(planes, bytes);
  }

  /** Draws a PNG of grey images, each with its training image to the right. */
  public static byte[] png(GreyImages samples, DigitSet training, int threadCount) {
    GreyImages shown = samples.first(PAIRS);
    int[] nearest = nearest(shown, training, threadCount);
    int bytes = shown.imageBytes();
    byte[] pixels = new byte[2 * shown.count() * bytes];
    for (int i = 0; i < shown.count(); i++) {
      shown.copyImage(i, pixels, 2 * i * bytes);
      training.copyImage(nearest[i], pixels, (2 * i + 1) * bytes);
    }
    ImageShape shape = new ImageShape(1, training.height(), training.width());
    return PngImages.sheet(pixels, 2 * shown.count(), 2 * PAIRS_A_ROW, shape);
  }

  private static int[] nearest(GreyImages samples, DigitSet training, int threadCount) {
    int[] nearest = new int[samples.count()];
    double[] distance = new double[samples.count()];
    Arrays.fill(distance, Double.POSITIVE_INFINITY);
    for (int from = 0; from < training.count(); from += BLOCK_IMAGES) {
      int end = Math.min(training.count(), from + BLOCK_IMAGES);
      byte[] block = new byte[(end - from) * training.imageBytes()];
      for (int i = from; i < end; i++) {
        training.copyImage(i, block, (i - from) * training.imageBytes());
      }
      GreyImages images = GreyImages.owning(block, training.imageBytes());
      NearestNeighbours found =
          NearestNeighbours.among(images.rows(), samples.rows(), 1, threadCount);
      for (int i = 0; i < nearest.length; i++) {
        if (found.distance(i, 0) < distance[i]) {
          distance[i] = found.distance(i, 0);
          nearest[i] = from + found.index(i, 0);
        }
      }
    }
    return nearest;
  }
}
