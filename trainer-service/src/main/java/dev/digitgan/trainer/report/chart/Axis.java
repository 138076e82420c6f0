package dev.digitgan.trainer.report.chart;

import dev.digitgan.trainer.report.chart.LineChart.Scale;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * A range of numbers along one side of a chart, with round numbers as labels.
 *
 * @param from the lower end, on the scale
 */
record Axis(double from, double to, Scale scale) {
  private static final int TICKS = 5;

  /** The most powers of ten between which there is room for labels. */
  private static final double FEW_POWERS = 1.7;

  /** Returns the least range, and more than a point, for the finite {@code values}. */
  static Axis of(DoubleStream values, Scale scale) {
    DoubleSummaryStatistics ends =
        values.map(scale::of).filter(Double::isFinite).summaryStatistics();
    if (ends.getCount() == 0) {
      return new Axis(0, 1, scale);
    }
    double from = ends.getMin();
    double room = ends.getMax() > from ? 0 : Math.max(1e-3, Math.abs(from) / 10);
    return new Axis(from - room, ends.getMax() + room, scale);
  }

  /** Adds a tenth of room above, and below down to 0 or another tenth. */
  Axis withRoom() {
    double room = (to - from) / 10;
    boolean fromZero = scale == Scale.LINEAR && from >= 0 && from <= to / 2;
    return new Axis(fromZero ? 0 : from - room, to + room, scale);
  }

  /** Returns about five round numbers within the range. */
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

  /** Returns 1, 2 or 5 times a power of ten. */
  private double step() {
    double rough = (to - from) / TICKS;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double times = rough / power;
    return power * (times < 1.5 ? 1 : times < 3.5 ? 2 : times < 7.5 ? 5 : 10);
  }

  /** Returns the label of a tick, with as many digits as the ticks need. */
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

  /** Returns the place of {@code value}: 0 at the lower end, 1 at the upper. */
  double share(double value) {
    return (scale.of(value) - from) / (to - from);
  }
}
