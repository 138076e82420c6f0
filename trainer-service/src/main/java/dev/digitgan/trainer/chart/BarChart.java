package dev.digitgan.trainer.chart;

import java.util.List;
import java.util.stream.DoubleStream;

/** Bars side by side, each with what it should be. */
public record BarChart(String title, String xLabel, String yLabel, List<Bar> bars) {
  private static final ChartSize SIZE = ChartSize.PAGE;
  private static final int LEFT = 56;
  private static final int RIGHT = 20;
  private static final int TOP = 44;
  private static final int BOTTOM = 40;

  /** Of its place a bar takes so much. */
  private static final double WIDTH_SHARE = 0.6;

  /**
   * One bar.
   *
   * @param low lower end of its interval
   * @param expected where it should end
   */
  public record Bar(String name, double value, double low, double high, double expected) {}

  public BarChart {
    bars = List.copyOf(bars);
  }

  /** An SVG element for a page that has {@link SvgStyle#CSS}. */
  public String svg() {
    DoubleStream ends =
        bars.stream().flatMapToDouble(bar -> DoubleStream.of(0, bar.high(), bar.expected()));
    Axis axis = Axis.of(ends).withRoom();
    StringBuilder svg = new StringBuilder(SvgChart.opening(title, SIZE));
    svg.append(
        SvgChart.format(
            "<text class=\"title\" x=\"%d\" y=\"16\">%s</text>", LEFT, SvgChart.escaped(title)));
    for (double tick : axis.ticks()) {
      svg.append(
          SvgChart.format(
              "<path class=\"grid\" d=\"M%d %.1fH%d\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\" dy=\"4\">%s</text>",
              LEFT,
              y(axis, tick),
              SIZE.width() - RIGHT,
              LEFT - 6,
              y(axis, tick),
              axis.label(tick)));
    }
    double place = (double) (SIZE.width() - LEFT - RIGHT) / Math.max(1, bars.size());
    for (int i = 0; i < bars.size(); i++) {
      svg.append(bar(bars.get(i), axis, LEFT + i * place, place));
    }
    svg.append(
        SvgChart.format(
            "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>",
            (LEFT + SIZE.width() - RIGHT) / 2, SIZE.height() - 6, SvgChart.escaped(xLabel)));
    svg.append(
        SvgChart.format(
            "<text transform=\"translate(12 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>",
            (TOP + SIZE.height() - BOTTOM) / 2, SvgChart.escaped(yLabel)));
    return svg.append("</svg>\n").toString();
  }

  private static String bar(Bar bar, Axis axis, double left, double place) {
    double width = WIDTH_SHARE * place;
    double from = left + (place - width) / 2;
    double middle = left + place / 2;
    double top = y(axis, bar.value());
    return SvgChart.format(
            "<rect class=\"bar\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"var(--c0)\"/>",
            from, top, width, y(axis, 0) - top)
        + SvgChart.format(
            "<path class=\"whisker\" d=\"M%.1f %.1fV%.1f\"/>",
            middle, y(axis, bar.low()), y(axis, bar.high()))
        + SvgChart.format(
            "<path class=\"expected\" d=\"M%.1f %.1fh%.1f\"/>",
            left + place * 0.08, y(axis, bar.expected()), place * 0.84)
        + SvgChart.format(
            "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
            middle, SIZE.height() - BOTTOM + 16, SvgChart.escaped(bar.name()));
  }

  private static double y(Axis axis, double value) {
    return SIZE.height() - BOTTOM - axis.share(value) * (SIZE.height() - TOP - BOTTOM);
  }
}
