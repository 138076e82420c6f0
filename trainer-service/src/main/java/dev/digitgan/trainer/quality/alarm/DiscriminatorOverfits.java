package dev.digitgan.trainer.quality.alarm;

import dev.digitgan.trainer.quality.alarm.TrainingAlarm.Kind;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm.Severity;
import java.util.Locale;
import java.util.Optional;

/**
 * D knows the images that it learns from by heart: it takes them for real, and others like them it
 * does not. What it tells G is then what sets its images apart from real ones that it has not seen.
 *
 * <p>Source of the signal: Karras et al., arXiv:2006.06676, section 2 and figure 1.
 */
public final class DiscriminatorOverfits {
  /** A warning from here on. */
  static final double GAP = 0.1;

  /** From here on what D says of real images is mostly of whether it has seen them. */
  static final double LARGE_GAP = 0.3;

  /** So many of them is beyond what chance does, of few images. */
  static final double STANDARD_ERRORS = 4;

  private DiscriminatorOverfits() {}

  /** What is wrong as of {@code scores}. */
  public static Optional<TrainingAlarm> of(HeldOutScores scores) {
    if (scores.gap() <= Math.max(GAP, STANDARD_ERRORS * scores.standardError())) {
      return Optional.empty();
    }
    return Optional.of(
        new TrainingAlarm(
            Kind.DISCRIMINATOR_OVERFITS,
            scores.gap() > LARGE_GAP ? Severity.FAILURE : Severity.WARNING,
            String.format(
                Locale.ROOT,
                "the discriminator takes %.1f%% of %d images that it learns from for real, and %.1f%%"
                    + " of as many that it has not seen (mean logits %.2f and %.2f)",
                100 * scores.training().accuracy(),
                scores.judged(),
                100 * scores.heldOut().accuracy(),
                scores.training().logit(),
                scores.heldOut().logit()),
            "take a version from before, train on more images, or for fewer epochs, or raise"
                + " gradient-penalty or the discriminator's weight-decay"));
  }
}
