package dev.digitgan.trainer.report.chart;

/** How numbers become places along a side. */
public enum Scale {
  LINEAR,
  /** To the base of ten; has no place for 0 and below. */
  LOGARITHMIC;

  double of(double value) {
    return this == LINEAR ? value : Math.log10(value);
  }
}
