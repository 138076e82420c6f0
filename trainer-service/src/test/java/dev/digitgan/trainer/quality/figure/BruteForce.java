package dev.digitgan.trainer.quality.figure;

import java.util.Comparator;
import java.util.stream.IntStream;

/** What is sought, over all pairs, in double. Shares no code with what it is compared with. */
final class BruteForce {
  private BruteForce() {}

  static double squaredDistance(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> (a[i] - b[i]) * (a[i] - b[i])).sum();
  }

  /** Numbers of {@code targets} from the nearest to {@code point} on, ties by number. */
  static int[] byDistance(double[] point, double[][] targets) {
    return IntStream.range(0, targets.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> squaredDistance(point, targets[i])))
        .mapToInt(i -> i)
        .toArray();
  }

  /** Squared distance of each row to its k-th nearest other. */
  static double[] squaredRadii(double[][] rows, int k) {
    return IntStream.range(0, rows.length)
        .mapToDouble(
            i ->
                IntStream.range(0, rows.length)
                    .filter(j -> j != i)
                    .mapToDouble(j -> squaredDistance(rows[i], rows[j]))
                    .sorted()
                    .toArray()[k - 1])
        .toArray();
  }

  /** Of the balls around {@code centres}, how many hold {@code point}. */
  static long balls(double[] point, double[][] centres, double[] squaredRadii) {
    return IntStream.range(0, centres.length)
        .filter(i -> squaredDistance(point, centres[i]) <= squaredRadii[i])
        .count();
  }
}
