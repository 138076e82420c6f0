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
 * Has D judge real images that it learns from and as many that it does not see. Changes nothing of
 * the pair. Belongs to the training thread.
 */
public final class HeldOutCheck {
  private static final Logger log = LoggerFactory.getLogger(HeldOutCheck.class);

  /** Of each kind: a share of them has a standard error of at most 1.1%. */
  static final int MOST = 2_000;

  /** Of fewer not even half of them is beyond chance. */
  private static final int FEWEST = 100;

  /**
   * Images shown to D in training for each that it judges here: a training image costs both players
   * some nine passes of D, so that this takes about 1% of the time.
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

  /** Of nothing. */
  public static HeldOutCheck none(DigitSet training) {
    return new HeldOutCheck(training, Optional.empty(), 0);
  }

  /**
   * Of up to {@value #MOST} images of each, spread over them, of fewer where epochs are short;
   * where there are too few, nothing is measured, which is logged.
   *
   * @param heldOut images that D does not learn from
   */
  public static HeldOutCheck of(
      DigitSet training, Optional<DigitSet> heldOut, long imagesPerEpoch) {
    int others = heldOut.map(DigitSet::count).orElse(0);
    int available = Math.min(training.count(), others);
    long affordable = Math.max(FEWEST, Math.min(MOST, imagesPerEpoch / (2 * SPACING)));
    int count = Math.toIntExact(Math.min(available, affordable));
    if (count < FEWEST) {
      log.info(
          "whether the discriminator overfits is not measured: {} has {} images to train on and {}"
              + " beside them, {} of each are due",
          training.name(),
          training.count(),
          others,
          FEWEST);
      return none(training);
    }
    return new HeldOutCheck(training, heldOut, count);
  }

  /**
   * What D says of them; empty where nothing is measured, or was a short while ago.
   *
   * @param images shown to D since this was asked last
   */
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

  /** Of pairs only the difference counts, and no logit by itself means real. */
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
