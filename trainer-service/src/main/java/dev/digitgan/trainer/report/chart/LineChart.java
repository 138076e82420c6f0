package dev.digitgan.trainer.report.chart;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Lines over one axis.
 *
 * @param xLabel what is along the bottom, with its unit
 * @param yLabel what is along the side, with its unit
 * @param marks values of special meaning, drawn across
 * @param yRange what the side shows; empty = all there is
 * @param yScale of the side
 */
public record LineChart(
    String title,
    String xLabel,
    String yLabel,
    List<Series> series,
    List<Mark> marks,
    Optional<Range> yRange,
    Scale yScale) {
  /** Where the optimum is, say. */
  public record Mark(double y, String name) {}

  /** From the bottom to the top. */
  public record Range(double from, double to) {}

  public LineChart {
    series = List.copyOf(series);
    marks = List.copyOf(marks);
  }

  /** On a linear scale. */
  public LineChart(
      String title,
      String xLabel,
      String yLabel,
      List<Series> series,
      List<Mark> marks,
      Optional<Range> yRange) {
    this(title, xLabel, yLabel, series, marks, yRange, Scale.LINEAR);
  }

  /** An SVG element for a page that has {@link SvgStyle#CSS}. */
  public String svg() {
    return SvgChart.of(this, ChartFrame.Size.PAGE).text("");
  }

  /** A file of its own. */
  public String file() {
    return SvgChart.of(this, ChartFrame.Size.FILE).text(SvgStyle.element());
  }

  Axis xAxis() {
    return Axis.of(series.stream().flatMap(line -> line.x().stream()).mapToDouble(x -> x));
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

  /** How numbers become places along a side. */
  public enum Scale {
    LINEAR,
    /** To the base of ten; has no place for 0 and below. */
    LOGARITHMIC;

    double of(double value) {
      return this == LINEAR ? value : Math.log10(value);
    }
  }
}
