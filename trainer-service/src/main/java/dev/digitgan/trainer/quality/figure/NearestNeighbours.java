package dev.digitgan.trainer.quality.figure;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.Objects;

/**
 * The k rows of one set that are nearest to each row of another by Euclidean distance; of equally
 * near rows the one with the lower index comes first. Distances are in double, and do not depend on
 * the number of threads.
 */
public final class NearestNeighbours {
  private final int neighbourCount;
  private final double[] squares;
  private final int[] indices;

  private NearestNeighbours(int neighbourCount, double[] squares, int[] indices) {
    this.neighbourCount = neighbourCount;
    this.squares = squares;
    this.indices = indices;
  }

  /** The neighbours of each of {@code queries} among {@code targets}. */
  public static NearestNeighbours among(
      Rows targets, Rows queries, int neighbourCount, int threadCount) {
    return search(queries, targets, neighbourCount, threadCount, Self.COUNTS);
  }

  /** The neighbours of each row among the other rows of its set. */
  public static NearestNeighbours within(Rows rows, int neighbourCount, int threadCount) {
    return search(rows, rows, neighbourCount, threadCount, Self.IS_LEFT_OUT);
  }

  /** The number of queries. */
  public int count() {
    return squares.length / neighbourCount;
  }

  /** The number of neighbours of each query, k. */
  public int neighbourCount() {
    return neighbourCount;
  }

  /** The distance from a query to a neighbour; {@code rank} 0 is the nearest. */
  public double distance(int query, int rank) {
    return Math.sqrt(squaredDistance(query, rank));
  }

  /** The index of that neighbour among the targets. */
  public int index(int query, int rank) {
    return indices[position(query, rank)];
  }

  /** The exact squared distance. */
  double squaredDistance(int query, int rank) {
    return squares[position(query, rank)];
  }

  private int position(int query, int rank) {
    return Objects.checkIndex(query, count()) * neighbourCount
        + Objects.checkIndex(rank, neighbourCount);
  }

  private enum Self {
    COUNTS,
    IS_LEFT_OUT
  }

  private static NearestNeighbours search(
      Rows queries, Rows targets, int neighbourCount, int threadCount, Self self) {
    checkArgument(neighbourCount >= 1, "%s neighbours", neighbourCount);
    targets.requireAtLeast(self == Self.COUNTS ? neighbourCount : neighbourCount + 1);
    queries.requireFinite();
    targets.requireFinite();
    int size = Math.multiplyExact(queries.count(), neighbourCount);
    NearestNeighbours found =
        new NearestNeighbours(neighbourCount, new double[size], new int[size]);
    Arrays.fill(found.squares, Double.POSITIVE_INFINITY);
    Distances distances = new Distances(queries, targets);
    DotProducts.forEach(
        queries,
        targets,
        threadCount,
        (query, first, count, products) -> {
          double error = distances.error(query);
          double farthest = found.farthest(query);
          for (int i = 0; i < count; i++) {
            int target = first + i;
            if (distances.near(query, target, products[i]) - error < farthest
                && (self == Self.COUNTS || target != query)) {
              found.offer(query, target, distances.exact(query, target));
              farthest = found.farthest(query);
            }
          }
        });
    return found;
  }

  private double farthest(int query) {
    return squares[query * neighbourCount + neighbourCount - 1];
  }

  /** Inserts a target; since they arrive in rising order, after those that are equally near. */
  private void offer(int query, int target, double square) {
    int begin = query * neighbourCount;
    int at = begin + neighbourCount;
    while (at > begin && square < squares[at - 1]) {
      at--;
    }
    int moved = begin + neighbourCount - at - 1;
    if (moved >= 0) {
      System.arraycopy(squares, at, squares, at + 1, moved);
      System.arraycopy(indices, at, indices, at + 1, moved);
      squares[at] = square;
      indices[at] = target;
    }
  }
}
