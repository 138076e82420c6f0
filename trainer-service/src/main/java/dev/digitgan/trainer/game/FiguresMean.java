package dev.digitgan.trainer.game;

/** The mean of figures so far. */
public final class FiguresMean {
  private final double[] sums = new double[5];
  private int count;

  public void add(GameFigures figures) {
    sums[0] += figures.discriminatorLossReal();
    sums[1] += figures.discriminatorLossFake();
    sums[2] += figures.generatorLoss();
    sums[3] += figures.discriminatorAccuracyReal();
    sums[4] += figures.discriminatorAccuracyFake();
    count++;
  }

  /** All NaN before the first. */
  public GameFigures mean() {
    return new GameFigures(
        sums[0] / count, sums[1] / count, sums[2] / count, sums[3] / count, sums[4] / count);
  }
}
