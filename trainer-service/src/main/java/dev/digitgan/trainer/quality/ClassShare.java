package dev.digitgan.trainer.quality;

import dev.digitgan.checkpoint.v1.Metric;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.quality.figure.Estimate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The share of a digit in the samples, as the classifier reads them.
 *
 * @param real share of the digit in real images
 */
public record ClassShare(int digit, Estimate drawn, double real) {
  /** The names of all digits' shares in manifests. */
  public static List<String> metricNames() {
    return IntStream.range(0, DigitSet.CLASSES).mapToObj(ClassShare::metricName).toList();
  }

  public static String metricName(int digit) {
    return "class_share_" + digit;
  }

  void putInto(Map<String, Metric> metrics) {
    metrics.put(metricName(digit), Measured.ofOne(drawn).metric());
    metrics.put(Figure.real(metricName(digit)), Metric.newBuilder().setValue(real).build());
  }
}
