package dev.digitgan.trainer.quality.figure;

import java.util.stream.IntStream;

/**
 * Samples that have a (near) copy among the other samples.
 *
 * @param count of such samples: of a pair both
 */
public record Duplicates(int count, int sampleCount) {
  /**
   * Counts them among {@code samples}.
   *
   * @param distance Euclidean, in the units of the rows, up to which one is a copy; 0 for equal
   *     rows only
   * @throws IllegalArgumentException if there are fewer than two rows, or a number is not finite
   */
  public static Duplicates of(Rows samples, double distance, int threadCount) {
    if (!(distance >= 0)) {
      throw new IllegalArgumentException("copies within " + distance);
    }
    NearestNeighbours others = NearestNeighbours.within(samples, 1, threadCount);
    int count =
        (int)
            IntStream.range(0, samples.count())
                .filter(i -> others.distance(i, 0) <= distance)
                .count();
    return new Duplicates(count, samples.count());
  }

  /** With its Wilson interval. */
  public Estimate share() {
    return Estimate.ofShare(count, sampleCount);
  }
}
