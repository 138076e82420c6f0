package dev.digitgan.trainer.game;

import java.util.Arrays;
import java.util.List;

/** The mean of figures so far. */
public final class FiguresMean {
  private final double[] sums = new double[5];
  private long count;

  /**
   * The mean whose {@link #sums} and {@link #count} those were.
   *
   * @param sums none or five
   */
  public static FiguresMean of(List<Double> sums, long count) {
    FiguresMean mean = new FiguresMean();
    for (int i = 0; i < sums.size(); i++) {
      mean.sums[i] = sums.get(i);
    }
    mean.count = count;
    return mean;
  }

  public void add(GameFigures figures) {
    sums[0] += figures.discriminatorLossReal();
    sums[1] += figures.discriminatorLossFake();
    sums[2] += figures.generatorLoss();
    sums[3] += figures.discriminatorAccuracyReal();
    sums[4] += figures.discriminatorAccuracyFake();
    count++;
  }

  public List<Double> sums() {
    return Arrays.stream(sums).boxed().toList();
  }

  public long count() {
    return count;
  }

  /** All NaN before the first. */
  public GameFigures mean() {
    return new GameFigures(
        sums[0] / count, sums[1] / count, sums[2] / count, sums[3] / count, sums[4] / count);
  }
}
