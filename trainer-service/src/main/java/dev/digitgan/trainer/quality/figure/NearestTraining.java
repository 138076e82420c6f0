package dev.digitgan.trainer.quality.figure;

import java.util.Arrays;

/**
 * The Euclidean distances, in pixels of [0, 1], from samples to the nearest training image. The
 * samples of a generator that copies are much nearer than test images are.
 */
public final class NearestTraining {
  private final double[] sorted;

  private NearestTraining(double[] sorted) {
    this.sorted = sorted;
  }

  /**
   * Finds the nearest training image of each sample.
   *
   * @throws IllegalArgumentException if either set is empty, or a pixel is not in [0, 1]
   */
  public static NearestTraining of(Rows samples, Rows training, int threadCount) {
    Require.someOf(samples, 1);
    Require.pixels(samples);
    Require.pixels(training);
    NearestNeighbours nearest = NearestNeighbours.among(training, samples, 1, threadCount);
    double[] sorted = new double[nearest.count()];
    Arrays.setAll(sorted, i -> nearest.distance(i, 0));
    Arrays.sort(sorted);
    return new NearestTraining(sorted);
  }

  /** A quantile of the distances; {@code share} is in [0, 1], 0.5 for the median. */
  public double quantile(double share) {
    return Samples.quantile(sorted, share);
  }

  /** The share of the samples that are nearer than {@code distance}, with its interval. */
  public Estimate shareBelow(double distance) {
    return Estimate.ofShare(Arrays.stream(sorted).filter(d -> d < distance).count(), sorted.length);
  }
}
