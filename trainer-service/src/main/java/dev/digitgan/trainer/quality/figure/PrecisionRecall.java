package dev.digitgan.trainer.quality.figure;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;

/**
 * The overlap of two sets by the balls that reach each row's k-th nearest other row of its set. A
 * point on a ball's surface lies in it.
 *
 * <p>Sources: precision and recall, Kynkäänniemi et al. (2019), equation (2); density and coverage,
 * Naeem et al., "Reliable fidelity and diversity metrics for generative models" (2020), equations
 * (3) and (5).
 *
 * @param precision share of the fakes that lie in the ball of at least one real row
 * @param recall share of the real rows that lie in the ball of at least one fake
 * @param density mean number of real balls around a fake, divided by k; about 1 for equal
 *     distributions, and it may be more
 * @param coverage share of the real rows whose ball holds at least one fake
 */
public record PrecisionRecall(double precision, double recall, double density, double coverage) {
  /** The usual number of neighbours, k. */
  public static final int NEIGHBOURS = 5;

  /** The figures of {@code fake} against {@code real}, with equal k and columns. */
  public static PrecisionRecall of(Neighbourhoods real, Neighbourhoods fake, int threadCount) {
    checkArgument(
        real.neighbourCount() == fake.neighbourCount(),
        "balls of %s neighbours and of %s do not compare",
        real.neighbourCount(),
        fake.neighbourCount());
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
