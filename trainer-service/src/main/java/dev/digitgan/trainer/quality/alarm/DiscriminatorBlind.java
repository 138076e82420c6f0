package dev.digitgan.trainer.quality.alarm;

import dev.digitgan.trainer.quality.alarm.TrainingAlarm.Kind;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm.Severity;
import java.util.Locale;
import java.util.Optional;

/**
 * D does no better than one that says 1/2 of everything, although real images and fakes are not
 * alike. At the optimum it does no better either. What tells the two apart: at the optimum it does
 * no worse, while a D that is fooled has a loss above log 4; and a judge that knows nothing of D,
 * the accuracy of 1-nearest neighbours in the features of a classifier, cannot tell them there.
 * Where that did not judge, both readings are given.
 */
public final class DiscriminatorBlind implements GameMonitor {
  private static final double LOG_4 = Math.log(4);

  /** Of log 4, the loss of a D that says 1/2 of everything. */
  static final double NEAR_LOG_4 = 0.01;

  /** Of all images, at most; 500 rounds of 64 have a standard error of 0.002. */
  static final double NEAR_HALF = 0.52;

  /**
   * Above it real images and samples are told apart; good generators come to less than 0.65, and at
   * the optimum it is 1/2.
   */
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

  /**
   * A version was judged.
   *
   * @param accuracy of 1-nearest neighbours that tell its samples from real images; NaN = unknown
   */
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
            "for %d steps the discriminator could not tell: it was right about %.1f%% of the images,"
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
              "look at the samples: if they are as real images are, this is the optimum; if not,"
                  + " the discriminator learns nothing: raise its learning rate"));
    }
    return oneNearestNeighbour <= TOLD_APART
        ? Optional.empty()
        : Optional.of(
            failure(
                String.format(
                    Locale.ROOT,
                    "%s, but the newest version's samples are told from real images by their"
                        + " neighbours (1-nearest-neighbour accuracy %.3f)",
                    finding,
                    oneNearestNeighbour)));
  }

  private TrainingAlarm failure(String finding) {
    return new TrainingAlarm(
        kind(),
        Severity.FAILURE,
        finding,
        "the discriminator learns nothing of use: raise its learning rate, lower gradient-penalty"
            + " or its weight-decay, or give it more discriminator-steps");
  }
}
