package dev.digitgan.trainer.quality.alarm;

import dev.digitgan.trainer.game.GameFigures;

/**
 * What was read of a game.
 *
 * @param rounds since the reading before, at least one
 * @param figures means over them
 * @param generatorGradient norm of the gradient that G took its last step by; NaN = not measured
 */
public record GameReading(long rounds, GameFigures figures, double generatorGradient) {
  /** Share of all images, real and fake, that D is right about. */
  double accuracy() {
    return (figures.discriminatorAccuracyReal() + figures.discriminatorAccuracyFake()) / 2;
  }

  /** Both of D's, nats; log 4 where it cannot tell. */
  double discriminatorLoss() {
    return figures.discriminatorLossReal() + figures.discriminatorLossFake();
  }
}
