package dev.digitgan.trainer.report.chart;

import dev.digitgan.trainer.report.chart.LineChart.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Writes one chart. */
final class SvgChart {
  private static final int LEGEND_ROW = 15;

  /** The most points that are drawn as dots too: a line of one point would be invisible. */
  private static final int MOST_DOTS = 40;

  /** The height of a mark's name, in pixels. */
  private static final double MARK_ROOM = 14;

  private final LineChart chart;
  private final ChartFrame.Size size;
  private final List<LegendEntry> legend;
  private final ChartFrame frame;
  private final Axis x;
  private final StringBuilder out = new StringBuilder();

  private record LegendEntry(Series series, int x, int row) {}

  private SvgChart(LineChart chart, ChartFrame.Size size, List<LegendEntry> legend) {
    this.chart = chart;
    this.size = size;
    this.legend = legend;
    int rows = legend.stream().mapToInt(LegendEntry::row).max().orElse(0);
    frame = new ChartFrame(size, chart.yAxis(), ChartFrame.TOP + LEGEND_ROW * rows);
    x = chart.xAxis();
  }

  static SvgChart of(LineChart chart, ChartFrame.Size size) {
    return new SvgChart(chart, size, legend(chart.series(), size));
  }

  /** Lays the legend out in rows; a page's chart of a single line needs none. */
  private static List<LegendEntry> legend(List<Series> series, ChartFrame.Size size) {
    List<LegendEntry> entries = new ArrayList<>();
    if (series.size() == 1 && size.equals(ChartFrame.Size.PAGE)) {
      return entries;
    }
    int at = ChartFrame.LEFT;
    int row = 0;
    for (Series line : series) {
      int width = 34 + 7 * line.name().length();
      if (at > ChartFrame.LEFT && at + width > size.width()) {
        at = ChartFrame.LEFT;
        row++;
      }
      entries.add(new LegendEntry(line, at, row));
      at += width;
    }
    return entries;
  }

  /** Returns the whole element, with {@code first} at its beginning. */
  String text(String first) {
    return ChartFrame.opening(chart.title(), size) + first + content() + "</svg>\n";
  }

  String content() {
    out.append(ChartFrame.title(chart.title())).append(frame.grid());
    xAxis();
    out.append(frame.labels(chart.xLabel(), chart.yLabel()));
    for (Series series : chart.series()) {
      band(series);
    }
    for (Series series : chart.series()) {
      add(
          "<path class=\"line\" stroke=\"var(--c%d)\" d=\"%s\"/>",
          series.color(), line(series.x(), series.y()));
      if (dotted(series)) {
        add(
            "<path class=\"dots\" stroke=\"var(--c%d)\" d=\"%s\"/>",
            series.color(), dots(series.x(), series.y()));
      }
    }
    chart.marks().forEach(this::mark);
    legend();
    return out.toString();
  }

  private boolean dotted(Series series) {
    int points = series.x().size();
    return points == 1 || (size.equals(ChartFrame.Size.PAGE) && points <= MOST_DOTS);
  }

  /** Writes the name above the mark, or below it if another mark is in the way. */
  private void mark(LineChart.Mark mark) {
    double at = frame.placeY(mark.y());
    boolean below =
        chart.marks().stream()
            .mapToDouble(other -> at - frame.placeY(other.y()))
            .anyMatch(distance -> distance > 0 && distance < MARK_ROOM);
    add(
        "<path class=\"mark\" d=\"M%d %sH%d\"/>",
        ChartFrame.LEFT, LineChart.number(at), frame.right());
    add(
        "<text class=\"mark-name\" x=\"%d\" y=\"%s\" text-anchor=\"end\">%s</text>",
        frame.right() - 2,
        LineChart.number(below ? at + 12 : at - 4),
        ChartFrame.escaped(mark.name()));
  }

  private void xAxis() {
    boolean counted =
        chart.series().stream().allMatch(line -> line.x().stream().allMatch(SvgChart::isWhole));
    for (double tick : x.ticks()) {
      if (!counted || isWhole(tick)) {
        String label =
            counted && x.to() < 10 ? String.format(Locale.ROOT, "%.0f", tick) : x.label(tick);
        out.append(frame.below(placeX(tick), label));
      }
    }
  }

  private static boolean isWhole(double value) {
    return Math.abs(value - Math.rint(value)) < 1e-9;
  }

  private void legend() {
    for (LegendEntry entry : legend) {
      int down = entry.row() * LEGEND_ROW;
      add(
          "<rect x=\"%d\" y=\"%d\" width=\"14\" height=\"3\" fill=\"var(--c%d)\"/>",
          entry.x(), 25 + down, entry.series().color());
      add(
          "<text x=\"%d\" y=\"%d\">%s</text>",
          entry.x() + 18, 31 + down, ChartFrame.escaped(entry.series().name()));
    }
  }

  private void band(Series series) {
    if (series.low().stream().noneMatch(Double::isFinite)) {
      return;
    }
    StringBuilder path = new StringBuilder();
    List<Integer> there =
        IntStream.range(0, series.x().size())
            .filter(i -> Double.isFinite(series.low().get(i) + series.high().get(i)))
            .boxed()
            .toList();
    for (int i : there) {
      point(path, path.isEmpty(), series.x().get(i), series.high().get(i));
    }
    for (int i = there.size() - 1; i >= 0; i--) {
      point(path, false, series.x().get(there.get(i)), series.low().get(there.get(i)));
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

  private String dots(List<Double> xs, List<Double> ys) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < xs.size(); i++) {
      if (Double.isFinite(ys.get(i))) {
        point(path, true, xs.get(i), ys.get(i));
        path.append("h0");
      }
    }
    return path.toString();
  }

  private void point(StringBuilder path, boolean first, double atX, double atY) {
    path.append(first ? 'M' : 'L')
        .append(LineChart.number(placeX(atX)))
        .append(' ')
        .append(LineChart.number(frame.placeY(atY)));
  }

  private double placeX(double value) {
    return ChartFrame.LEFT + x.share(value) * frame.width();
  }

  private void add(String form, Object... values) {
    out.append(ChartFrame.format(form, values));
  }
}
