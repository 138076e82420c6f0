package dev.digitgan.trainer.quality;

import java.util.List;

/**
 * The value of a figure for real images.
 *
 * @param deviation standard deviation over the draws; 0 for a single one
 */
public record RealFloor(double mean, double deviation, int draws) {
  static RealFloor of(List<Double> draws) {
    int count = draws.size();
    double mean = draws.stream().mapToDouble(Double::doubleValue).sum() / count;
    double squares = draws.stream().mapToDouble(draw -> (draw - mean) * (draw - mean)).sum();
    return new RealFloor(mean, count < 2 ? 0 : Math.sqrt(squares / (count - 1)), count);
  }

  /** Whether the mean differs from 0 by more than its spread, so that multiples make sense. */
  boolean isMeasure() {
    return Math.abs(mean) > 2 * deviation && mean != 0;
  }
}
