package dev.digitgan.trainer.quality.figure;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The Euclidean distances, in pixels of [0, 1], from samples to the nearest training image. The
 * samples of a generator that copies are much nearer than test images are.
 */
public final class Copies {
  private final double[] sorted;

  private Copies(double[] sorted) {
    this.sorted = sorted;
  }

  /** Finds the nearest training image of each sample. */
  public static Copies of(Rows samples, Rows training, int threadCount) {
    samples.requireAtLeast(1);
    samples.requirePixels();
    training.requirePixels();
    NearestNeighbours nearest = NearestNeighbours.among(training, samples, 1, threadCount);
    double[] sorted = new double[nearest.count()];
    Arrays.setAll(sorted, i -> nearest.distance(i, 0));
    Arrays.sort(sorted);
    return new Copies(sorted);
  }

  /** A quantile of the distances; {@code share} is in [0, 1], 0.5 for the median. */
  public double quantile(double share) {
    return Samples.quantile(sorted, share);
  }

  /** The share of the samples that are nearer than {@code distance}, with its interval. */
  public Estimate shareBelow(double distance) {
    return Estimate.ofShare(Arrays.stream(sorted).filter(d -> d < distance).count(), sorted.length);
  }

  /** The share of samples with another sample within {@code distance}, with its interval. */
  public static Estimate duplicates(Rows samples, double distance, int threadCount) {
    checkArgument(distance >= 0, "copies within %s", distance);
    NearestNeighbours others = NearestNeighbours.within(samples, 1, threadCount);
    long count =
        IntStream.range(0, samples.count()).filter(i -> others.distance(i, 0) <= distance).count();
    return Estimate.ofShare(count, samples.count());
  }
}
