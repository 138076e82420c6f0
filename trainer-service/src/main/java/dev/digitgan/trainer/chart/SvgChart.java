package dev.digitgan.trainer.chart;

import java.util.List;
import java.util.Locale;

/** Writes one chart. */
final class SvgChart {
  private static final int WIDTH = 560;
  private static final int HEIGHT = 280;
  private static final int LEFT = 56;
  private static final int RIGHT = 20;
  private static final int TOP = 44;
  private static final int BOTTOM = 40;

  private final LineChart chart;
  private final Axis x;
  private final Axis y;
  private final StringBuilder out = new StringBuilder();

  private SvgChart(LineChart chart, Axis x, Axis y) {
    this.chart = chart;
    this.x = x;
    this.y = y;
  }

  static SvgChart of(LineChart chart) {
    return new SvgChart(chart, chart.xAxis(), chart.yAxis());
  }

  /**
   * The whole element.
   *
   * @param first what comes first in it
   */
  String text(String first) {
    return opening(chart.title()) + first + content() + "</svg>\n";
  }

  /** The tag that an element begins with. */
  static String opening(String title) {
    return format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
        WIDTH, HEIGHT, escaped(title));
  }

  /** All that is drawn. */
  String content() {
    add("<text class=\"title\" x=\"%d\" y=\"16\">%s</text>", LEFT, escaped(chart.title()));
    axes();
    for (Series series : chart.series()) {
      band(series);
    }
    for (Series series : chart.series()) {
      add(
          "<path class=\"line\" stroke=\"var(--c%d)\" d=\"%s\"/>",
          series.color(), line(series.x(), series.y()));
    }
    for (LineChart.Mark mark : chart.marks()) {
      add(
          "<path class=\"mark\" d=\"M%d %sH%d\"/>",
          LEFT, LineChart.number(placeY(mark.y())), WIDTH - RIGHT);
      add(
          "<text x=\"%d\" y=\"%s\" text-anchor=\"end\">%s</text>",
          WIDTH - RIGHT - 2, LineChart.number(placeY(mark.y()) - 4), escaped(mark.name()));
    }
    legend();
    return out.toString();
  }

  private void axes() {
    for (double tick : y.ticks()) {
      String at = LineChart.number(placeY(tick));
      add("<path class=\"grid\" d=\"M%d %sH%d\"/>", LEFT, at, WIDTH - RIGHT);
      add(
          "<text x=\"%d\" y=\"%s\" text-anchor=\"end\" dy=\"4\">%s</text>",
          LEFT - 6, at, y.label(tick));
    }
    for (double tick : x.ticks()) {
      add(
          "<text x=\"%s\" y=\"%d\" text-anchor=\"middle\">%s</text>",
          LineChart.number(placeX(tick)), HEIGHT - BOTTOM + 16, x.label(tick));
    }
    add(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>",
        (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6, escaped(chart.xLabel()));
    add(
        "<text transform=\"translate(12 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>",
        (TOP + HEIGHT - BOTTOM) / 2, escaped(chart.yLabel()));
  }

  private void legend() {
    int at = LEFT;
    for (Series series : chart.series()) {
      add(
          "<rect x=\"%d\" y=\"25\" width=\"14\" height=\"3\" fill=\"var(--c%d)\"/>",
          at, series.color());
      add("<text x=\"%d\" y=\"31\">%s</text>", at + 18, escaped(series.name()));
      at += 34 + 7 * series.name().length();
    }
  }

  private void band(Series series) {
    if (series.low().isEmpty()) {
      return;
    }
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < series.x().size(); i++) {
      point(path, i == 0, series.x().get(i), series.high().get(i));
    }
    for (int i = series.x().size() - 1; i >= 0; i--) {
      point(path, false, series.x().get(i), series.low().get(i));
    }
    add("<path class=\"band\" fill=\"var(--c%d)\" d=\"%sZ\"/>", series.color(), path);
  }

  private String line(List<Double> xs, List<Double> ys) {
    StringBuilder path = new StringBuilder();
    boolean pen = false;
    for (int i = 0; i < xs.size(); i++) {
      boolean there = Double.isFinite(ys.get(i));
      if (there) {
        point(path, !pen, xs.get(i), ys.get(i));
      }
      pen = there;
    }
    return path.toString();
  }

  private void point(StringBuilder path, boolean first, double atX, double atY) {
    path.append(first ? 'M' : 'L')
        .append(LineChart.number(placeX(atX)))
        .append(' ')
        .append(LineChart.number(placeY(atY)));
  }

  private double placeX(double value) {
    return LEFT + x.share(value) * (WIDTH - LEFT - RIGHT);
  }

  /** Within the chart's own frame, however far the value lies outside. */
  private double placeY(double value) {
    double share = Math.max(-0.02, Math.min(1.02, y.share(value)));
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
  }

  private void add(String form, Object... values) {
    out.append(format(form, values));
  }

  /** One line. */
  static String format(String form, Object... values) {
    return String.format(Locale.ROOT, form, values) + "\n";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
