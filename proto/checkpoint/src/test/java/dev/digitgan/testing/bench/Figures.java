package dev.digitgan.testing.bench;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/** The median of several runs, and their range. */
public record Figures(double median, double min, double max) {
  /** Summarises at least one value. */
  public static Figures of(Collection<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("no values");
    }
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Figures(median, sorted[0], sorted[sorted.length - 1]);
  }

  /** Summarises the ratios of two measurements, round by round. */
  public static Figures ofRatios(List<Double> values, List<Double> bases) {
    return of(
        IntStream.range(0, values.size())
            .mapToObj(round -> values.get(round) / bases.get(round))
            .toList());
  }
}
