package dev.digitgan.trainer.quality;

import dev.digitgan.trainer.data.DigitSet;
import java.util.Locale;

/**
 * The images that samples are compared with.
 *
 * @param train that the generator learns from
 * @param heldOut that it does not see, for choosing
 * @param test that nothing was chosen by
 */
public record RealImages(DigitSet train, DigitSet heldOut, DigitSet test) {
  /** Fewer say nothing. */
  public static final int FEWEST = 1_000;

  /**
   * @throws IllegalArgumentException if samples cannot be judged by them; the message says why
   */
  public RealImages {
    for (DigitSet set : new DigitSet[] {train, heldOut, test}) {
      if (set.height() != train.height() || set.width() != train.width()) {
        throw new IllegalArgumentException("the images are of several sizes");
      }
    }
    if (!train.name().equals(test.name())) {
      throw new IllegalArgumentException(
          "the images to train on are %s, those to test by %s"
              .formatted(train.name(), test.name()));
    }
    if (train.count() < FEWEST || test.count() < FEWEST) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s has %d images to train on and %d to test by; %d of each are due",
              train.name(),
              train.count(),
              test.count(),
              FEWEST));
    }
  }
}
