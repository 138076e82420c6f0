package dev.digitgan.trainer.run;

import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.game.Objective;
import dev.digitgan.trainer.pair.AdversarialPair;
import dev.digitgan.trainer.quality.alarm.HeldOutScores;
import dev.digitgan.trainer.quality.alarm.HeldOutScores.Score;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has D judge real images that it is trained on and as many held-out ones. Does not change the
 * pair. Belongs to the training thread.
 */
public final class HeldOutCheck {
  private static final Logger log = LoggerFactory.getLogger(HeldOutCheck.class);

  /** The most images of each kind: a share of them has a standard error of at most 1.1%. */
  static final int MOST = 2_000;

  /** The least images of each kind: fewer could not even tell one half from chance. */
  private static final int FEWEST = 100;

  /**
   * The number of training images for each image of this check. A training image costs the players
   * about nine passes of D, so this check takes about 1% of the time.
   */
  private static final int SPACING = 10;

  private static final int BATCH = 200;

  private final DigitSet training;
  private final Optional<DigitSet> heldOut;
  private final int count;
  private long shown;

  private HeldOutCheck(DigitSet training, Optional<DigitSet> heldOut, int count) {
    this.training = training;
    this.heldOut = heldOut;
    this.count = count;
  }

  /**
   * Checks up to {@value #MOST} evenly spaced images of each set, or fewer if epochs are short. If
   * there are too few, logs that and measures nothing.
   */
  public static HeldOutCheck of(
      DigitSet training, Optional<DigitSet> heldOut, long imagesPerEpoch) {
    int others = heldOut.map(DigitSet::count).orElse(0);
    int available = Math.min(training.count(), others);
    long affordable = Math.max(FEWEST, Math.min(MOST, imagesPerEpoch / (2 * SPACING)));
    int count = Math.toIntExact(Math.min(available, affordable));
    if (count < FEWEST) {
      log.info(
          "overfitting of the discriminator is not measured: {} has {} training images and {}"
              + " held-out ones, and {} of each are needed",
          training.name(),
          training.count(),
          others,
          FEWEST);
      return new HeldOutCheck(training, Optional.empty(), 0);
    }
    return new HeldOutCheck(training, heldOut, count);
  }

  /** Returns D's scores after {@code images} more images; empty if nothing is measured now. */
  Optional<HeldOutScores> scores(AdversarialPair pair, long images) {
    shown += images;
    if (heldOut.isEmpty() || shown < (long) SPACING * 2 * count) {
      return Optional.empty();
    }
    shown = 0;
    int packs = count / pair.imagesPerPack();
    float[] known = logits(pair, training, packs);
    float[] others = logits(pair, heldOut.get(), packs);
    float threshold = pair.objective() == Objective.RELATIVISTIC ? median(others) : 0;
    return Optional.of(
        new HeldOutScores(packs, Score.of(known, threshold), Score.of(others, threshold)));
  }

  /** A relativistic D is trained on differences only, so no logit by itself means real. */
  private static float median(float[] logits) {
    float[] sorted = logits.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static float[] logits(AdversarialPair pair, DigitSet set, int packs) {
    float[] logits = new float[packs];
    int pack = pair.imagesPerPack();
    for (int first = 0; first < packs; first += BATCH) {
      int size = Math.min(BATCH, packs - first);
      int[] images = new int[size * pack];
      for (int i = 0; i < images.length; i++) {
        long at = (long) first * pack + i;
        images[i] = Math.toIntExact(at * set.count() / ((long) packs * pack));
      }
      System.arraycopy(pair.discriminatorLogits(set, images), 0, logits, first, size);
    }
    return logits;
  }
}
