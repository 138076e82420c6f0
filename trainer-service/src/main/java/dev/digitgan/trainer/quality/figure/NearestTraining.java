package dev.digitgan.trainer.quality.figure;

import java.util.Arrays;

/**
 * Euclidean distance, in pixels of [0, 1], from each sample to the training image nearest to it. A
 * generator that copies has samples much nearer than test images are.
 */
public final class NearestTraining {
  private final NearestNeighbours nearest;
  private final double[] sorted;

  private NearestTraining(NearestNeighbours nearest, double[] sorted) {
    this.nearest = nearest;
    this.sorted = sorted;
  }

  /**
   * Of each of {@code samples} among {@code training}.
   *
   * @throws IllegalArgumentException if either has no image, or a pixel is not in [0, 1]
   */
  public static NearestTraining of(Rows samples, Rows training, int threadCount) {
    Require.someOf(samples, 1);
    Require.pixels(samples);
    Require.pixels(training);
    NearestNeighbours nearest = NearestNeighbours.among(training, samples, 1, threadCount);
    double[] sorted = new double[nearest.count()];
    Arrays.setAll(sorted, i -> nearest.distance(i, 0));
    Arrays.sort(sorted);
    return new NearestTraining(nearest, sorted);
  }

  public int count() {
    return nearest.count();
  }

  public double distance(int sample) {
    return nearest.distance(sample, 0);
  }

  /** Number of the nearest training image; the first of equally near ones. */
  public int index(int sample) {
    return nearest.index(sample, 0);
  }

  /**
   * Of all distances, between both nearest in proportion.
   *
   * @param share in [0, 1]; 0.5 for the median
   */
  public double quantile(double share) {
    return Samples.quantile(sorted, share);
  }

  /** Share of the samples that are nearer than {@code distance}, with its interval. */
  public Estimate shareBelow(double distance) {
    return Estimate.ofShare(Arrays.stream(sorted).filter(d -> d < distance).count(), count());
  }
}
