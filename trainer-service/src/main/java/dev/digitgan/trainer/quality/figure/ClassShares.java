package dev.digitgan.trainer.quality.figure;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The number of images of each class.
 *
 * @param counts a number for each class, not all 0
 */
public record ClassShares(List<Integer> counts) {
  public ClassShares {
    counts = List.copyOf(counts);
    checkArgument(
        counts.stream().allMatch(count -> count >= 0) && total(counts) != 0,
        "images of each class: %s",
        counts);
  }

  /** Counts the most probable class of each row, the first of equally probable ones. */
  public static ClassShares of(Rows probabilities) {
    probabilities.requireAtLeast(1);
    probabilities.requireFinite();
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

  /** The share of class {@code index}, with its Wilson interval of 95%. */
  public Estimate share(int index) {
    return Estimate.ofShare(counts.get(index), total(counts));
  }

  /** The number of classes with at least one image. */
  public int foundCount() {
    return (int) counts.stream().filter(count -> count > 0).count();
  }

  /**
   * KL(these || {@code reference}), the sum of p ln(p / q), in nats; infinite if the reference
   * lacks a class of these. Biased upwards by about (classes - 1) / (2 count) for a large
   * reference.
   */
  public double divergenceFrom(ClassShares reference) {
    checkArgument(
        reference.classCount() == classCount(),
        "%s classes and %s do not compare",
        classCount(),
        reference.classCount());
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
