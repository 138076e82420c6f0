package dev.digitgan.trainer.quality;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * The size of an evaluation; 0 skips the figures of a kind.
 *
 * @param samples of one draw
 * @param draws of different sampling seeds
 * @param neighbourImages samples, and real images, whose neighbourhoods are compared
 * @param realDraws draws of training images, for the figures of real images
 * @param pixelSamples samples of the first draw that are compared with the training images and with
 *     each other by pixels
 * @param parzenSamples samples of the first draw for Parzen windows
 */
public record EvaluationSize(
    int samples,
    int draws,
    int neighbourImages,
    int realDraws,
    int pixelSamples,
    int parzenSamples) {
  /** The size that takes a few seconds. */
  public static final EvaluationSize QUICK = new EvaluationSize(5_000, 1, 2_000, 20, 0, 0);

  /** The size with all figures, which takes some minutes. */
  public static final EvaluationSize FULL =
      new EvaluationSize(10_000, 5, 5_000, 20, 10_000, 10_000);

  public static final EvaluationSize GATE = new EvaluationSize(10_000, 5, 5_000, 5, 2_000, 0);

  private static final int STACKS = 26_000;

  public EvaluationSize {
    checkArgument(
        samples >= 4
            && draws >= 1
            && (neighbourImages == 0 || neighbourImages >= 10)
            && realDraws >= 2,
        "%s samples, %s draws, %s neighbours and %s real draws are too few",
        samples,
        draws,
        neighbourImages,
        realDraws);
    int most = Math.max(neighbourImages, Math.max(pixelSamples, parzenSamples));
    checkArgument(
        most <= samples && pixelSamples >= 0 && parzenSamples >= 0,
        "figures of %s samples need as many, not %s",
        most,
        samples);
  }

  /** The size for stacked digits, with the number of samples that is usual in the literature. */
  public EvaluationSize ofStacks() {
    return new EvaluationSize(STACKS, draws, 0, realDraws, 0, 0);
  }

  /** Limits this size to the number of real images. */
  EvaluationSize within(RealImages images) {
    int most = Math.min(samples, Math.min(images.train().count(), images.test().count()));
    return new EvaluationSize(
        most,
        draws,
        Math.min(neighbourImages, most),
        realDraws,
        Math.min(pixelSamples, most),
        Math.min(parzenSamples, most));
  }
}
