package dev.digitgan.trainer.report.chart;

import dev.digitgan.text.VisibleText;
import java.util.Locale;

/**
 * The parts that all charts share: the element, the title, the grid and the labels along the sides.
 *
 * @param y the axis along the side
 * @param top the upper end of the grid, below title and legend
 */
record ChartFrame(Size size, Axis y, int top) {
  static final int LEFT = 56;
  static final int RIGHT = 20;
  static final int TOP = 44;
  static final int BOTTOM = 40;

  static String opening(String title, Size size) {
    return format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" viewBox=\"0 0 %d %d\""
            + " role=\"img\" aria-label=\"%s\">",
        size.width(), size.height(), escaped(title));
  }

  static String title(String title) {
    return format("<text class=\"title\" x=\"%d\" y=\"16\">%s</text>", LEFT, escaped(title));
  }

  String grid() {
    StringBuilder grid = new StringBuilder();
    for (double tick : y.ticks()) {
      String at = LineChart.number(placeY(tick));
      grid.append(format("<path class=\"grid\" d=\"M%d %sH%d\"/>", LEFT, at, right()))
          .append(
              format(
                  "<text x=\"%d\" y=\"%s\" text-anchor=\"end\" dy=\"4\">%s</text>",
                  LEFT - 6, at, y.label(tick)));
    }
    return grid.toString();
  }

  String labels(String x, String side) {
    return format(
            "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>",
            (LEFT + right()) / 2, size.height() - 6, escaped(x))
        + format(
            "<text transform=\"translate(12 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>",
            (top + bottom()) / 2, escaped(side));
  }

  /** Returns the label of a place along the bottom. */
  String below(double place, String text) {
    return format(
        "<text x=\"%s\" y=\"%d\" text-anchor=\"middle\">%s</text>",
        LineChart.number(place), bottom() + 16, escaped(text));
  }

  int right() {
    return size.width() - RIGHT;
  }

  int bottom() {
    return size.height() - BOTTOM;
  }

  int width() {
    return right() - LEFT;
  }

  /** Returns the place of {@code value}; a value outside the frame is drawn at its edge. */
  double placeY(double value) {
    double share = Math.max(-0.02, Math.min(1.02, y.share(value)));
    return bottom() - share * (bottom() - top);
  }

  static String format(String form, Object... values) {
    return String.format(Locale.ROOT, form, values) + "\n";
  }

  static String escaped(String text) {
    return SvgStyle.escaped(VisibleText.oneLine(text));
  }

  /** The size of a chart, in pixels if it is not scaled. */
  record Size(int width, int height) {
    static final Size FILE = new Size(560, 280);

    /** The size on a page, which may be as narrow as a telephone. */
    static final Size PAGE = new Size(400, 260);
  }
}
