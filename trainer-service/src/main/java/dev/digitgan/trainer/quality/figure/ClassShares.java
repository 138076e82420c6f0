package dev.digitgan.trainer.quality.figure;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How many images are of each class.
 *
 * @param counts a number a class, each at least 0, not all 0
 */
public record ClassShares(List<Integer> counts) {
  public ClassShares {
    counts = List.copyOf(counts);
    if (counts.stream().anyMatch(count -> count < 0) || total(counts) == 0) {
      throw new IllegalArgumentException("images of each class: " + counts);
    }
  }

  /**
   * By the most probable class of each row; of equally probable ones the first.
   *
   * @param probabilities a row an image, a column a class; any rising function of them will do
   * @throws IllegalArgumentException if there is no row, or a number is not finite
   */
  public static ClassShares of(Rows probabilities) {
    Require.someOf(probabilities, 1);
    Require.finite(probabilities);
    int[] counts = new int[probabilities.columns()];
    for (int row = 0; row < probabilities.count(); row++) {
      int most = 0;
      for (int i = 1; i < counts.length; i++) {
        if (probabilities.at(row, i) > probabilities.at(row, most)) {
          most = i;
        }
      }
      counts[most]++;
    }
    return new ClassShares(IntStream.of(counts).boxed().toList());
  }

  public int classCount() {
    return counts.size();
  }

  /** Share of class {@code index}, with its Wilson interval of 95%. */
  public Estimate share(int index) {
    return Estimate.ofShare(counts.get(index), total(counts));
  }

  /** Classes with at least one image. */
  public int foundCount() {
    return (int) counts.stream().filter(count -> count > 0).count();
  }

  /**
   * KL(these || {@code reference}), the sum of p ln(p / q), in nats; infinite where a class that
   * the reference lacks occurs. Biased upwards by about (classes - 1) / (2 count) for a large
   * reference.
   */
  public double divergenceFrom(ClassShares reference) {
    if (reference.classCount() != classCount()) {
      throw new IllegalArgumentException(
          classCount() + " classes beside " + reference.classCount());
    }
    double total = total(counts);
    double referenceTotal = total(reference.counts);
    double divergence = 0;
    for (int i = 0; i < classCount(); i++) {
      double p = counts.get(i) / total;
      if (p > 0) {
        divergence += p * Math.log(p / (reference.counts.get(i) / referenceTotal));
      }
    }
    return Math.max(0, divergence);
  }

  private static long total(List<Integer> counts) {
    return counts.stream().mapToLong(Integer::longValue).sum();
  }
}
