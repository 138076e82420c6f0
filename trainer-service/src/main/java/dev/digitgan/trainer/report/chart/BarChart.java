package dev.digitgan.trainer.report.chart;

import dev.digitgan.trainer.report.chart.LineChart.Scale;
import java.util.List;
import java.util.stream.DoubleStream;

/** Bars side by side, each with its expected height. */
public record BarChart(String title, String xLabel, String yLabel, List<Bar> bars) {
  private static final ChartFrame.Size SIZE = ChartFrame.Size.PAGE;

  /** The width of a bar, as a share of its place. */
  private static final double WIDTH_SHARE = 0.6;

  /** One bar with its interval and its expected height. */
  public record Bar(String name, double value, double low, double high, double expected) {}

  public BarChart {
    bars = List.copyOf(bars);
  }

  /** Returns an SVG element for a page that has {@link SvgStyle#CSS}. */
  public String svg() {
    DoubleStream ends =
        bars.stream().flatMapToDouble(bar -> DoubleStream.of(0, bar.high(), bar.expected()));
    ChartFrame frame = new ChartFrame(SIZE, Axis.of(ends, Scale.LINEAR).withRoom(), ChartFrame.TOP);
    StringBuilder svg = new StringBuilder(ChartFrame.opening(title, SIZE));
    svg.append(ChartFrame.title(title)).append(frame.grid());
    double place = (double) frame.width() / Math.max(1, bars.size());
    for (int i = 0; i < bars.size(); i++) {
      svg.append(bar(bars.get(i), frame, ChartFrame.LEFT + i * place, place));
    }
    return svg.append(frame.labels(xLabel, yLabel)).append("</svg>\n").toString();
  }

  private static String bar(Bar bar, ChartFrame frame, double left, double place) {
    double width = WIDTH_SHARE * place;
    double from = left + (place - width) / 2;
    double middle = left + place / 2;
    double top = frame.placeY(bar.value());
    return ChartFrame.format(
            "<rect class=\"bar\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"var(--c0)\"/>",
            from, top, width, frame.placeY(0) - top)
        + ChartFrame.format(
            "<path class=\"whisker\" d=\"M%.1f %.1fV%.1f\"/>",
            middle, frame.placeY(bar.low()), frame.placeY(bar.high()))
        + ChartFrame.format(
            "<path class=\"expected\" d=\"M%.1f %.1fh%.1f\"/>",
            left + place * 0.08, frame.placeY(bar.expected()), place * 0.84)
        + frame.below(middle, bar.name());
  }
}
