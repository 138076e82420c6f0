package dev.digitgan.trainer.quality;

import dev.digitgan.checkpoint.v1.Metric;
import dev.digitgan.trainer.quality.figure.Estimate;
import java.util.List;

/**
 * The value of a figure.
 *
 * @param value mean over the draws
 * @param low of the 95% interval; NaN if unknown
 * @param high of the interval, or NaN
 * @param draws the value of each draw
 */
public record Measured(double value, double low, double high, List<Double> draws) {
  public Measured {
    draws = List.copyOf(draws);
  }

  static Measured ofOne(double value) {
    return new Measured(value, Double.NaN, Double.NaN, List.of(value));
  }

  public static Measured ofOne(Estimate estimate) {
    return new Measured(
        estimate.value(), estimate.low(), estimate.high(), List.of(estimate.value()));
  }

  /** The mean of several draws with Student's interval; a single draw has no interval. */
  public static Measured of(List<Double> draws) {
    if (draws.size() == 1) {
      return ofOne(draws.get(0));
    }
    Estimate mean = Estimate.ofSeeds(draws.stream().mapToDouble(Double::doubleValue).toArray());
    return new Measured(mean.value(), mean.low(), mean.high(), draws);
  }

  public boolean hasInterval() {
    return !Double.isNaN(low) && !Double.isNaN(high);
  }

  public Metric metric() {
    Metric.Builder metric = Metric.newBuilder().setValue(value);
    return hasInterval() ? metric.setLow(low).setHigh(high).build() : metric.build();
  }
}
