package dev.digitgan.trainer.quality.figure;

import java.util.Arrays;
import java.util.Locale;

/**
 * How much of one set lies where the other does, by the balls that reach each row's k-th nearest
 * other of its own set. A point on a ball's surface lies in it.
 *
 * <p>Sources: precision and recall, Kynkäänniemi et al. (2019), equation (2); density and coverage,
 * Naeem et al., "Reliable fidelity and diversity metrics for generative models" (2020), equations
 * (3) and (5).
 *
 * @param precision share of the fakes that lie in the ball of at least one real row
 * @param recall share of the real rows that lie in the ball of at least one fake
 * @param density mean number of real balls around a fake, over k; 1 is expected of equal
 *     distributions, and it may be more
 * @param coverage share of the real rows whose ball holds at least one fake
 */
public record PrecisionRecall(double precision, double recall, double density, double coverage) {
  /** The usual k. */
  public static final int NEIGHBOURS = 5;

  /**
   * Of {@code fake} against {@code real}.
   *
   * @throws IllegalArgumentException if both were not made with the same k or columns
   */
  public static PrecisionRecall of(Neighbourhoods real, Neighbourhoods fake, int threadCount) {
    if (real.neighbourCount() != fake.neighbourCount()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "balls of %d neighbours beside balls of %d",
              real.neighbourCount(),
              fake.neighbourCount()));
    }
    int[] aroundFakes = real.ballsAround(fake.rows(), threadCount);
    int[] aroundReal = fake.ballsAround(real.rows(), threadCount);
    NearestNeighbours nearestFakes =
        NearestNeighbours.among(fake.rows(), real.rows(), 1, threadCount);
    int covered = 0;
    for (int row = 0; row < real.count(); row++) {
      if (nearestFakes.squaredDistance(row, 0) <= real.squaredRadius(row)) {
        covered++;
      }
    }
    double balls = Arrays.stream(aroundFakes).asLongStream().sum();
    return new PrecisionRecall(
        shareInside(aroundFakes),
        shareInside(aroundReal),
        balls / real.neighbourCount() / fake.count(),
        (double) covered / real.count());
  }

  private static double shareInside(int[] balls) {
    return (double) Arrays.stream(balls).filter(count -> count > 0).count() / balls.length;
  }
}
