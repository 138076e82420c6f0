package dev.digitgan.trainer.quality.alarm;

import dev.digitgan.trainer.quality.alarm.GameMonitor.GameReading;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm.Kind;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm.Severity;
import java.util.Locale;
import java.util.Optional;

/**
 * Watches for a D that is no better than a guess although fakes differ from real images. At the
 * optimum D guesses too, but two things differ: a fooled D has a loss above log 4, and an
 * independent judge, the 1-nearest-neighbour accuracy in the features of a classifier, still
 * separates fakes from real images. Without that judge the alarm names both causes.
 */
public final class DiscriminatorBlind implements GameMonitor {
  private static final double LOG_4 = Math.log(4);

  /** The tolerance, as a share of log 4, which is the loss of a guess. */
  static final double NEAR_LOG_4 = 0.01;

  /** The greatest accuracy of a blind D; over 500 rounds of 64 its standard error is 0.002. */
  static final double NEAR_HALF = 0.52;

  /** The accuracy above which samples are not realistic; good generators have less than 0.65. */
  static final double TOLD_APART = 0.75;

  private final Blocks blocks = new Blocks();
  private double oneNearestNeighbour = Double.NaN;

  @Override
  public Kind kind() {
    return Kind.DISCRIMINATOR_BLIND;
  }

  @Override
  public void take(GameReading reading) {
    blocks.add(reading);
  }

  /** Takes the 1-nearest-neighbour accuracy of a new version's samples; NaN if unknown. */
  public void judged(double accuracy) {
    oneNearestNeighbour = accuracy;
  }

  @Override
  public Optional<TrainingAlarm> alarm() {
    Blocks.Block mean = blocks.mean();
    boolean blind =
        blocks.full() && mean.accuracy() <= NEAR_HALF && mean.loss() >= (1 - NEAR_LOG_4) * LOG_4;
    if (!blind) {
      return Optional.empty();
    }
    String finding =
        String.format(
            Locale.ROOT,
            "for %d steps the discriminator only guessed: it was right about %.1f%% of the images,"
                + " and its losses sum to %.4f, log 4 = %.4f",
            mean.rounds(),
            100 * mean.accuracy(),
            mean.loss(),
            LOG_4);
    if (mean.loss() > (1 + NEAR_LOG_4) * LOG_4) {
      return Optional.of(failure(finding));
    }
    if (Double.isNaN(oneNearestNeighbour)) {
      return Optional.of(
          new TrainingAlarm(
              kind(),
              Severity.WARNING,
              finding + "; no version was judged yet",
              "look at the samples: if they look real, this is the optimum; if not, the"
                  + " discriminator learns nothing: raise its learning rate"));
    }
    return oneNearestNeighbour <= TOLD_APART
        ? Optional.empty()
        : Optional.of(
            failure(
                String.format(
                    Locale.ROOT,
                    "%s, but the newest version's samples differ from real images"
                        + " (1-nearest-neighbour accuracy %.3f)",
                    finding,
                    oneNearestNeighbour)));
  }

  private TrainingAlarm failure(String finding) {
    return new TrainingAlarm(
        kind(),
        Severity.FAILURE,
        finding,
        "the discriminator learns nothing useful: raise its learning rate, lower gradient-penalty"
            + " or its weight-decay, or give it more discriminator-steps");
  }
}
