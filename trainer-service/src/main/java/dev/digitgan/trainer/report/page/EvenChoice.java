package dev.digitgan.trainer.report.page;

import java.util.List;
import java.util.stream.IntStream;

/** Some of many, at equal distances, with the first and the last. */
final class EvenChoice {
  private EvenChoice() {}

  /** Indices below {@code count}, rising, at most {@code most} of them, which is at least 2. */
  static List<Integer> of(int count, int most) {
    if (count <= most) {
      return IntStream.range(0, count).boxed().toList();
    }
    return IntStream.range(0, most)
        .map(i -> (int) Math.round((double) i * (count - 1) / (most - 1)))
        .boxed()
        .toList();
  }
}
