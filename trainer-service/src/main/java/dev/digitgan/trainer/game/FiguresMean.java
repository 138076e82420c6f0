package dev.digitgan.trainer.game;

import java.util.Arrays;
import java.util.List;

/** The mean of figures so far. */
public final class FiguresMean {
  private final double[] sums = new double[RoundFigures.COUNT];
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

  static FiguresMean of(double[] sums, long count) {
    FiguresMean mean = new FiguresMean();
    System.arraycopy(sums, 0, mean.sums, 0, sums.length);
    mean.count = count;
    return mean;
  }

  /** Takes in all that {@code figures} is the mean of. */
  public void add(FiguresMean figures) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += figures.sums[i];
    }
    count += figures.count;
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
