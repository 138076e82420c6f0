package dev.digitgan.trainer.quality;

import static com.google.common.base.Preconditions.checkArgument;

import dev.digitgan.trainer.data.DigitSet;

/**
 * The images that samples are compared with.
 *
 * @param train of the generator
 * @param heldOut unseen by the generator, for choices
 * @param test unused by any choice
 */
public record RealImages(DigitSet train, DigitSet heldOut, DigitSet test) {
  /** The least number of images for meaningful figures. */
  public static final int FEWEST = 1_000;

  public RealImages {
    for (DigitSet set : new DigitSet[] {heldOut, test}) {
      checkArgument(
          set.height() == train.height() && set.width() == train.width(),
          "the images have different sizes");
    }
    checkArgument(
        train.name().equals(test.name()),
        "the images to train on are %s, those to test with %s",
        train.name(),
        test.name());
    checkArgument(
        train.count() >= FEWEST && test.count() >= FEWEST,
        "%s has %s images to train on and %s to test with; at least %s of each are needed",
        train.name(),
        train.count(),
        test.count(),
        FEWEST);
  }
}
