package dev.digitgan.trainer.report.page;

import dev.digitgan.trainer.report.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A version and its figures by name, from {@code versions.csv}. */
record VersionFigures(String version, double epoch, Map<String, Value> figures) {
  /** One figure with its 95% interval and its value for real images; NaN if unknown. */
  record Value(double value, double low, double high, double real) {
    static final Value NONE = new Value(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    boolean hasInterval() {
      return Double.isFinite(low) && Double.isFinite(high);
    }

    /** Returns this as a multiple of the value for real images. */
    Value timesReal() {
      return real > 0 ? new Value(value / real, low / real, high / real, 1) : NONE;
    }
  }

  static List<VersionFigures> of(Table versions) {
    Map<String, VersionFigures> found = new LinkedHashMap<>();
    for (int row = 0; row < versions.count(); row++) {
      double epoch = versions.number(row, "epoch");
      VersionFigures version =
          found.computeIfAbsent(
              versions.text(row, "version"),
              name -> new VersionFigures(name, epoch, new LinkedHashMap<>()));
      String figure = versions.text(row, "figure");
      if (!figure.isEmpty()) {
        version.figures.put(
            figure,
            new Value(
                versions.number(row, "value"),
                versions.number(row, "low"),
                versions.number(row, "high"),
                versions.number(row, "real")));
      }
    }
    return new ArrayList<>(found.values());
  }

  Value value(String figure) {
    return figures.getOrDefault(figure, Value.NONE);
  }
}
