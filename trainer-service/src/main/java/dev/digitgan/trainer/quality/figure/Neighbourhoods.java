package dev.digitgan.trainer.quality.figure;

/**
 * Rows, each with a ball that reaches its k-th nearest other row: the manifold estimate of {@link
 * PrecisionRecall}. Those of real rows serve all comparisons with them.
 *
 * <p>Source: Kynkäänniemi et al., "Improved precision and recall metric for assessing generative
 * models" (2019), section 3, equation (1).
 */
public record Neighbourhoods(Rows rows, NearestNeighbours others) {
  public static Neighbourhoods of(Rows rows, int neighbourCount, int threadCount) {
    return new Neighbourhoods(rows, NearestNeighbours.within(rows, neighbourCount, threadCount));
  }

  public int count() {
    return rows.count();
  }

  public int neighbourCount() {
    return others.neighbourCount();
  }

  double squaredRadius(int row) {
    return others.squaredDistance(row, others.neighbourCount() - 1);
  }

  double squaredDistanceToNearest(int row) {
    return others.squaredDistance(row, 0);
  }

  /** The number of balls around each of {@code points}, surfaces included. */
  int[] ballsAround(Rows points, int threadCount) {
    points.requireFinite();
    double[] squaredRadii = new double[rows.count()];
    for (int row = 0; row < squaredRadii.length; row++) {
      squaredRadii[row] = squaredRadius(row);
    }
    int[] balls = new int[points.count()];
    Distances distances = new Distances(points, rows);
    DotProducts.forEach(
        points,
        rows,
        threadCount,
        (point, first, count, products) -> {
          double error = distances.error(point);
          int inside = 0;
          for (int i = 0; i < count; i++) {
            int row = first + i;
            double beyond = distances.near(point, row, products[i]) - squaredRadii[row];
            if (beyond <= error
                && (beyond < -error || distances.exact(point, row) <= squaredRadii[row])) {
              inside++;
            }
          }
          balls[point] += inside;
        });
    return balls;
  }
}
