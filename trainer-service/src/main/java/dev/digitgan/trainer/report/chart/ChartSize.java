package dev.digitgan.trainer.report.chart;

/** How large a chart is, in units that are pixels where it is shown as it is. */
record ChartSize(int width, int height) {
  /** A file of its own. */
  static final ChartSize FILE = new ChartSize(560, 280);

  /** On a page, where it may be as narrow as a telephone. */
  static final ChartSize PAGE = new ChartSize(400, 260);
}
