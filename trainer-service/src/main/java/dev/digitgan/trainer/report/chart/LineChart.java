package dev.digitgan.trainer.report.chart;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Lines over one axis.
 *
 * @param xLabel the quantity along the bottom, with its unit
 * @param yLabel the quantity along the side, with its unit
 * @param marks values of special meaning, drawn across
 * @param yRange the range of the side; empty for all values
 */
public record LineChart(
    String title,
    String xLabel,
    String yLabel,
    List<Series> series,
    List<Mark> marks,
    Optional<Range> yRange,
    Scale yScale) {
  /** A value of special meaning, such as the optimum. */
  public record Mark(double y, String name) {}

  public record Range(double from, double to) {}

  /**
   * A line of a chart; it breaks where a value is NaN or infinite.
   *
   * @param color one of the chart's colours, from 0 to 7
   * @param low the lower end of the band around the line; empty without a band
   */
  public record Series(
      String name, int color, List<Double> x, List<Double> y, List<Double> low, List<Double> high) {
    public Series {
      x = List.copyOf(x);
      y = List.copyOf(y);
      low = List.copyOf(low);
      high = List.copyOf(high);
      if (x.size() != y.size() || low.size() != high.size()) {
        throw new IllegalArgumentException(name + ": there are not as many values as places");
      }
      if (!low.isEmpty() && low.size() != x.size()) {
        throw new IllegalArgumentException(name + ": the band has another length than the line");
      }
      if (color < 0 || color > 7) {
        throw new IllegalArgumentException(name + ": colour " + color + " is not from 0 to 7");
      }
    }

    /** Returns a line without a band. */
    public static Series of(String name, int color, List<Double> x, List<Double> y) {
      return new Series(name, color, x, y, List.of(), List.of());
    }
  }

  public LineChart {
    series = List.copyOf(series);
    marks = List.copyOf(marks);
  }

  public LineChart(
      String title,
      String xLabel,
      String yLabel,
      List<Series> series,
      List<Mark> marks,
      Optional<Range> yRange) {
    this(title, xLabel, yLabel, series, marks, yRange, Scale.LINEAR);
  }

  /** Returns an SVG element for a page that has {@link SvgStyle#CSS}. */
  public String svg() {
    return SvgChart.of(this, ChartFrame.Size.PAGE).text("");
  }

  public String file() {
    return SvgChart.of(this, ChartFrame.Size.FILE).text(SvgStyle.element());
  }

  Axis xAxis() {
    return Axis.of(
        series.stream().flatMap(line -> line.x().stream()).mapToDouble(x -> x), Scale.LINEAR);
  }

  Axis yAxis() {
    if (yRange.isPresent()) {
      Range range = yRange.get();
      return new Axis(yScale.of(range.from()), yScale.of(range.to()), yScale);
    }
    DoubleStream lines =
        series.stream()
            .flatMap(line -> Stream.of(line.y(), line.low(), line.high()).flatMap(List::stream))
            .mapToDouble(y -> y);
    return Axis.of(DoubleStream.concat(lines, marks.stream().mapToDouble(Mark::y)), yScale)
        .withRoom();
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  public enum Scale {
    LINEAR,
    /** The decimal logarithm; 0 and negative values are not drawn. */
    LOGARITHMIC;

    double of(double value) {
      return this == LINEAR ? value : Math.log10(value);
    }
  }
}
