package dev.digitgan.trainer.quality.figure;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.stream.IntStream;

/** The samples that have a (near) copy among the other samples; of a pair of copies, both. */
public final class Duplicates {
  private Duplicates() {}

  /**
   * The share of such samples, with its Wilson interval.
   *
   * @param distance largest Euclidean distance of a copy; 0 for equal rows only
   * @throws IllegalArgumentException if there are fewer than two rows, or a number is not finite
   */
  public static Estimate share(Rows samples, double distance, int threadCount) {
    checkArgument(distance >= 0, "copies within %s", distance);
    NearestNeighbours others = NearestNeighbours.within(samples, 1, threadCount);
    long count =
        IntStream.range(0, samples.count()).filter(i -> others.distance(i, 0) <= distance).count();
    return Estimate.ofShare(count, samples.count());
  }
}
