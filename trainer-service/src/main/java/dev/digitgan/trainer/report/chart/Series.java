package dev.digitgan.trainer.report.chart;

import java.util.List;

/**
 * A line of a chart; it breaks where a value is no finite number.
 *
 * @param color which of the chart's colours, from 0 to 7
 * @param low lower end of the band around the line; empty without one
 */
public record Series(
    String name, int color, List<Double> x, List<Double> y, List<Double> low, List<Double> high) {
  public Series {
    x = List.copyOf(x);
    y = List.copyOf(y);
    low = List.copyOf(low);
    high = List.copyOf(high);
    if (x.size() != y.size() || low.size() != high.size()) {
      throw new IllegalArgumentException(name + ": as many values are due as there are places");
    }
    if (!low.isEmpty() && low.size() != x.size()) {
      throw new IllegalArgumentException(name + ": a band of another length");
    }
    if (color < 0 || color > 7) {
      throw new IllegalArgumentException(name + ": colour " + color);
    }
  }

  /** A line without a band. */
  public static Series of(String name, int color, List<Double> x, List<Double> y) {
    return new Series(name, color, x, y, List.of(), List.of());
  }
}
