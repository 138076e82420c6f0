package dev.digitgan.trainer.report.chart;

import dev.digitgan.trainer.report.chart.LineChart.Scale;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * A range of numbers along one side of a chart, with round places to label.
 *
 * @param from as the scale has it
 */
record Axis(double from, double to, Scale scale) {
  private static final int TICKS = 5;

  /** Up to so many powers of ten there is room for labels between them. */
  private static final double FEW_POWERS = 1.7;

  Axis(double from, double to) {
    this(from, to, Scale.LINEAR);
  }

  /** The least range that shows all of {@code values} that are finite, and more than a point. */
  static Axis of(DoubleStream values) {
    return of(values, Scale.LINEAR);
  }

  /** The same on a scale, without what is not on it. */
  static Axis of(DoubleStream values, Scale scale) {
    double[] ends = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    values
        .map(scale::of)
        .filter(Double::isFinite)
        .forEach(
            value -> {
              ends[0] = Math.min(ends[0], value);
              ends[1] = Math.max(ends[1], value);
            });
    if (ends[0] > ends[1]) {
      return new Axis(0, 1, scale);
    }
    double room = ends[1] > ends[0] ? 0 : Math.max(1e-3, Math.abs(ends[0]) / 10);
    return new Axis(ends[0] - room, ends[1] + room, scale);
  }

  /** With a tenth more room above, and below down to 0 or a tenth more. */
  Axis withRoom() {
    double room = (to - from) / 10;
    boolean fromZero = scale == Scale.LINEAR && from >= 0 && from <= to / 2;
    return new Axis(fromZero ? 0 : from - room, to + room, scale);
  }

  /** Round numbers within the range, about five. */
  List<Double> ticks() {
    return scale == Scale.LOGARITHMIC ? powers() : multiples();
  }

  private List<Double> powers() {
    List<Double> ticks = new ArrayList<>();
    int[] times = to - from < FEW_POWERS ? new int[] {1, 2, 5} : new int[] {1};
    for (int power = (int) Math.floor(from); power <= to; power++) {
      for (int time : times) {
        double tick = time * Math.pow(10, power);
        if (share(tick) >= 0 && share(tick) <= 1) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }

  private List<Double> multiples() {
    double step = step();
    List<Double> ticks = new ArrayList<>();
    for (double at = Math.ceil(from / step - 1e-9); at * step <= to + step * 1e-9; at++) {
      ticks.add(at * step);
    }
    return ticks;
  }

  /** 1, 2 or 5 times a power of ten. */
  private double step() {
    double rough = (to - from) / TICKS;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double times = rough / power;
    return power * (times < 1.5 ? 1 : times < 3.5 ? 2 : times < 7.5 ? 5 : 10);
  }

  /** As a person writes it, with the digits that ticks need. */
  String label(double tick) {
    if (scale == Scale.LOGARITHMIC) {
      return new BigDecimal(tick).round(new MathContext(1)).toPlainString();
    }
    double value = tick == 0 ? 0.0 : tick; // not -0
    double size = Math.max(Math.abs(from), Math.abs(to));
    if (size >= 10_000 && step() >= 1000) {
      return String.format(Locale.ROOT, "%.0fk", value / 1000);
    }
    int digits = (int) Math.max(0, -Math.floor(Math.log10(step()) + 1e-9));
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  /** Where {@code value} is, from 0 to 1. */
  double share(double value) {
    return (scale.of(value) - from) / (to - from);
  }
}
