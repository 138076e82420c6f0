package dev.digitgan.k8s.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A straight line through what was measured step by step, by least squares. */
final class LinearTrend {
  private final List<Double> values = new ArrayList<>();

  void add(double value) {
    values.add(value);
  }

  /** Growth a step. */
  double perStep() {
    double meanStep = (values.size() - 1) / 2.0;
    double mean = values.stream().mapToDouble(value -> value).average().orElseThrow();
    double covariance = 0;
    double variance = 0;
    for (int step = 0; step < values.size(); step++) {
      covariance += (step - meanStep) * (values.get(step) - mean);
      variance += (step - meanStep) * (step - meanStep);
    }
    return covariance / variance;
  }

  double first() {
    return values.get(0);
  }

  double last() {
    return values.get(values.size() - 1);
  }

  /** The second half of it. */
  LinearTrend secondHalf() {
    LinearTrend half = new LinearTrend();
    half.values.addAll(values.subList(values.size() / 2, values.size()));
    return half;
  }

  /** The first value, those at each quarter, and the last. */
  String quarters() {
    return IntStream.rangeClosed(0, 4)
        .map(quarter -> quarter * (values.size() - 1) / 4)
        .mapToObj(step -> String.format(Locale.ROOT, "%.0f", values.get(step)))
        .collect(Collectors.joining(", "));
  }

  double largest() {
    return values.stream().mapToDouble(value -> value).max().orElseThrow();
  }
}
