package dev.digitgan.trainer.alarm;

import dev.digitgan.trainer.alarm.TrainingAlarm.Kind;
import dev.digitgan.trainer.alarm.TrainingAlarm.Severity;
import java.util.Locale;
import java.util.Optional;

/**
 * D cannot tell real images from fakes although they are not alike. At the optimum it cannot
 * either; what tells the two apart is a judge that knows nothing of D, the accuracy of 1-nearest
 * neighbours in the features of a classifier. Where that did not judge, both readings are given.
 */
public final class DiscriminatorBlind implements GameMonitor {
  private static final double LOG_4 = Math.log(4);

  /** Of log 4, D's loss of a D that says 1/2 of everything. */
  static final double NEAR_LOG_4 = 0.01;

  /** From 1/2, of all images; 500 rounds of 64 have a standard error of 0.002. */
  static final double NEAR_HALF = 0.02;

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
        blocks.full()
            && Math.abs(mean.loss() - LOG_4) <= NEAR_LOG_4 * LOG_4
            && Math.abs(mean.accuracy() - 0.5) <= NEAR_HALF;
    // False of what is not known, too.
    boolean optimum = oneNearestNeighbour <= TOLD_APART;
    if (!blind || optimum) {
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
    return Optional.of(
        Double.isNaN(oneNearestNeighbour)
            ? new TrainingAlarm(
                kind(),
                Severity.WARNING,
                finding + "; no version was judged yet",
                "look at the samples: if they are as real images are, this is the optimum; if not,"
                    + " the discriminator learns nothing: raise its learning rate")
            : new TrainingAlarm(
                kind(),
                Severity.FAILURE,
                String.format(
                    Locale.ROOT,
                    "%s, but the newest version's samples are told from real images by their"
                        + " neighbours (1-nearest-neighbour accuracy %.3f)",
                    finding,
                    oneNearestNeighbour),
                "the discriminator learns nothing: raise its learning rate, or give it more layers"
                    + " or discriminator-steps"));
  }
}
