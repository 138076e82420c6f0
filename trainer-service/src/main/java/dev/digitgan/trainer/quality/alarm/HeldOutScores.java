package dev.digitgan.trainer.quality.alarm;

import dev.digitgan.trainer.quality.alarm.TrainingAlarm.Kind;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm.Severity;
import java.util.Locale;
import java.util.Optional;

/**
 * D's judgement of real images that it is trained on, and of as many unseen ones.
 *
 * @param judged packs of images of each kind; in most recipes a pack is one image
 * @param training of the images that D is trained on
 * @param heldOut of the others
 */
public record HeldOutScores(int judged, Score training, Score heldOut) {
  /** The gap of accuracies above which there is a warning. */
  private static final double GAP = 0.1;

  /** The gap above which D mostly says whether it has seen an image. */
  private static final double LARGE_GAP = 0.3;

  /** The number of standard errors that rules out chance. */
  private static final double STANDARD_ERRORS = 4;

  /**
   * The score of some real images.
   *
   * @param accuracy share that D judges real; if D compares pairs, share with a logit above the
   *     median of the held-out images
   * @param logit mean of log(D / (1 - D))
   */
  public record Score(double accuracy, double logit) {
    /** The score by logits, of which those above {@code threshold} mean real. */
    public static Score of(float[] logits, float threshold) {
      int right = 0;
      double sum = 0;
      for (float logit : logits) {
        right += logit > threshold ? 1 : 0;
        sum += logit;
      }
      return new Score((double) right / logits.length, sum / logits.length);
    }
  }

  /**
   * The alarm if D memorises its images: it then trains G on their differences from unseen images.
   *
   * <p>Source of the signal: Karras et al., arXiv:2006.06676, section 2 and figure 1.
   */
  public Optional<TrainingAlarm> alarm() {
    double gap = training.accuracy() - heldOut.accuracy();
    double standardError = Math.sqrt(2 * 0.25 / judged); // at most
    if (gap <= Math.max(GAP, STANDARD_ERRORS * standardError)) {
      return Optional.empty();
    }
    return Optional.of(
        new TrainingAlarm(
            Kind.DISCRIMINATOR_OVERFITS,
            gap > LARGE_GAP ? Severity.FAILURE : Severity.WARNING,
            String.format(
                Locale.ROOT,
                "the discriminator judges %.1f%% of %d images of its training set real, and %.1f%%"
                    + " of as many unseen ones (mean logits %.2f and %.2f)",
                100 * training.accuracy(),
                judged,
                100 * heldOut.accuracy(),
                training.logit(),
                heldOut.logit()),
            "use an earlier version, train on more images or for fewer epochs, or raise"
                + " gradient-penalty or the discriminator's weight-decay"));
  }
}
