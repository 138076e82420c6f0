package dev.digitgan.trainer.quality.alarm;

import dev.digitgan.trainer.game.GameFigures;
import java.util.Optional;

/** Watches a game for one kind of problem. Belongs to the training thread. */
public interface GameMonitor {
  TrainingAlarm.Kind kind();

  void take(GameReading reading);

  /** The problem as of the last reading; empty if there is no problem, or not enough readings. */
  Optional<TrainingAlarm> alarm();

  /**
   * The mean figures of the rounds since the last reading.
   *
   * @param generatorGradient norm of the gradient of G's last step; NaN if not measured
   */
  record GameReading(long rounds, GameFigures figures, double generatorGradient) {
    /** The share of all images, real and fake, that D judged correctly. */
    double accuracy() {
      return (figures.discriminatorAccuracyReal() + figures.discriminatorAccuracyFake()) / 2;
    }

    /** D's loss on real images and fakes together, nats; log 4 for a guess. */
    double discriminatorLoss() {
      return figures.discriminatorLossReal() + figures.discriminatorLossFake();
    }
  }
}
