package dev.digitgan.trainer.game;

/**
 * The figures of a game, means over some rounds. At the optimum the two losses of D sum to log 4
 * and its accuracies are 1/2.
 *
 * @param discriminatorLossReal mean of -log D(x), nats
 * @param discriminatorLossFake mean of -log(1 - D(G(z))), nats
 * @param generatorLoss as the recipe defines it, nats
 * @param discriminatorAccuracyReal share of real images that D judges real
 * @param discriminatorAccuracyFake share of fakes that D judges fake
 */
public record GameFigures(
    double discriminatorLossReal,
    double discriminatorLossFake,
    double generatorLoss,
    double discriminatorAccuracyReal,
    double discriminatorAccuracyFake) {
  /** Whether no loss is NaN or infinite. */
  public boolean finite() {
    return Double.isFinite(discriminatorLossReal)
        && Double.isFinite(discriminatorLossFake)
        && Double.isFinite(generatorLoss);
  }
}
