package dev.digitgan.trainer.quality;

import java.util.Locale;

/**
 * How much is looked at.
 *
 * @param samples of one draw
 * @param draws of different sampling seeds
 * @param neighbourImages samples, and as many real images, whose neighbourhoods are compared; 0 =
 *     none
 * @param realDraws of training images, which make the row of the real data
 * @param pixelSamples samples of the first draw that are looked for among the training images and
 *     each other; 0 = none
 * @param parzenSamples of the first draw around which Parzen windows are laid; 0 = none
 */
public record EvaluationSize(
    int samples,
    int draws,
    int neighbourImages,
    int realDraws,
    int pixelSamples,
    int parzenSamples) {
  /** A few seconds. */
  public static final EvaluationSize QUICK = new EvaluationSize(5_000, 1, 2_000, 20, 0, 0);

  /** Some minutes: everything. */
  public static final EvaluationSize FULL =
      new EvaluationSize(10_000, 5, 5_000, 20, 10_000, 10_000);

  /** What the gate looks at. */
  public static final EvaluationSize GATE = new EvaluationSize(10_000, 5, 5_000, 5, 2_000, 0);

  private static final int STACKS = 26_000;

  public EvaluationSize {
    if (samples < 4
        || draws < 1
        || (neighbourImages != 0 && neighbourImages < 10)
        || realDraws < 2) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d samples, %d draws, %d neighbours and %d real draws are no evaluation",
              samples,
              draws,
              neighbourImages,
              realDraws));
    }
    if (neighbourImages > samples
        || pixelSamples < 0
        || pixelSamples > samples
        || parzenSamples < 0
        || parzenSamples > samples) {
      throw new IllegalArgumentException("what is not drawn cannot be looked at");
    }
  }

  /** As much of stacked digits: as many samples as the literature draws. */
  public EvaluationSize ofStacks() {
    return new EvaluationSize(STACKS, draws, 0, realDraws, 0, 0);
  }

  /** The same with no more samples and real images than there are. */
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
