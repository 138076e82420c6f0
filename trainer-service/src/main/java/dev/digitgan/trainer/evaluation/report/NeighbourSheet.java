package dev.digitgan.trainer.evaluation.report;

import dev.digitgan.image.ImageShape;
import dev.digitgan.image.PngImages;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.evaluation.classifier.GreyImages;
import dev.digitgan.trainer.evaluation.figure.NearestNeighbours;

/** Samples beside the training image that is nearest to each, for the eye. */
public final class NeighbourSheet {
  private static final int PAIRS = 60;
  private static final int PAIRS_A_ROW = 6;

  private NeighbourSheet() {}

  /**
   * PNG of the first samples, each with its training image at its right.
   *
   * @param threadCount that look for them
   */
  public static byte[] png(GreyImages samples, DigitSet training, int threadCount) {
    GreyImages shown = samples.first(PAIRS);
    GreyImages trained = GreyImages.of(training);
    NearestNeighbours nearest =
        NearestNeighbours.among(trained.rows(), shown.rows(), 1, threadCount);
    int bytes = shown.imageBytes();
    byte[] pixels = new byte[2 * shown.count() * bytes];
    for (int i = 0; i < shown.count(); i++) {
      shown.copyImage(i, pixels, 2 * i * bytes);
      trained.copyImage(nearest.index(i, 0), pixels, (2 * i + 1) * bytes);
    }
    ImageShape shape = new ImageShape(1, training.height(), training.width());
    return PngImages.sheet(pixels, 2 * shown.count(), 2 * PAIRS_A_ROW, shape);
  }
}
