package dev.digitgan.trainer.game;

import java.util.Arrays;
import java.util.List;

/** A running mean of {@link GameFigures}. */
public final class FiguresMean {
  private final double[] sums = new double[FiguresTally.COUNT];
  private long count;

  /** Restores a mean from its {@link #sums}, five or none, and its {@link #count}. */
  public static FiguresMean of(List<Double> sums, long count) {
    FiguresMean mean = new FiguresMean();
    for (int i = 0; i < sums.size(); i++) {
      mean.sums[i] = sums.get(i);
    }
    mean.count = count;
    return mean;
  }

  /** Merges {@code figures} into this mean. */
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

  /** The mean; all NaN if the count is 0. */
  public GameFigures mean() {
    return new GameFigures(
        sums[0] / count, sums[1] / count, sums[2] / count, sums[3] / count, sums[4] / count);
  }
}
