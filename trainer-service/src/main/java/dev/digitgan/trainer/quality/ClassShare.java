package dev.digitgan.trainer.quality;

import dev.digitgan.checkpoint.v1.Metric;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.quality.figure.Estimate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How often a digit is drawn, as the classifier reads the samples.
 *
 * @param real share of real images of that digit
 */
public record ClassShare(int digit, Estimate drawn, double real) {
  /** Of each digit, its name in manifests. */
  public static List<String> metricNames() {
    return IntStream.range(0, DigitSet.CLASSES).mapToObj(ClassShare::metricName).toList();
  }

  public static String metricName(int digit) {
    return "class_share_" + digit;
  }

  void putInto(Map<String, Metric> metrics) {
    metrics.put(
        metricName(digit),
        Metric.newBuilder()
            .setValue(drawn.value())
            .setLow(drawn.low())
            .setHigh(drawn.high())
            .build());
    metrics.put(Figure.real(metricName(digit)), Metric.newBuilder().setValue(real).build());
  }
}
