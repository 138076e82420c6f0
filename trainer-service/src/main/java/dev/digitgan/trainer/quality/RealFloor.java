package dev.digitgan.trainer.quality;

import java.util.List;

/**
 * What a figure comes to for real images.
 *
 * @param deviation standard deviation of one draw; 0 for a single one
 */
public record RealFloor(double mean, double deviation, int draws) {
  static RealFloor of(List<Double> draws) {
    int count = draws.size();
    double mean = draws.stream().mapToDouble(Double::doubleValue).sum() / count;
    double squares = draws.stream().mapToDouble(draw -> (draw - mean) * (draw - mean)).sum();
    return new RealFloor(mean, count < 2 ? 0 : Math.sqrt(squares / (count - 1)), count);
  }

  /** Whether a multiple of the mean says anything: it is not 0 within its own spread. */
  boolean isMeasure() {
    return Math.abs(mean) > 2 * deviation && mean != 0;
  }
}
