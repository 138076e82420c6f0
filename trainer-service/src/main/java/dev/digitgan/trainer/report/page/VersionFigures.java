package dev.digitgan.trainer.report.page;

import dev.digitgan.trainer.report.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version as {@code versions.csv} has it.
 *
 * @param figures by name; empty if it was not judged
 */
record VersionFigures(String version, double step, double epoch, Map<String, Value> figures) {
  /**
   * One figure.
   *
   * @param low of the 95% interval; NaN where it is not known
   * @param high as low
   * @param real what it comes to for real images; NaN where it is not known
   */
  record Value(double value, double low, double high, double real) {
    static final Value NONE = new Value(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    boolean hasInterval() {
      return Double.isFinite(low) && Double.isFinite(high);
    }

    /** In units of the real one. */
    Value timesReal() {
      return real > 0 ? new Value(value / real, low / real, high / real, 1) : NONE;
    }
  }

  static List<VersionFigures> of(Table versions) {
    Map<String, VersionFigures> found = new LinkedHashMap<>();
    for (int row = 0; row < versions.count(); row++) {
      String version = versions.text(row, "version");
      VersionFigures figures = found.get(version);
      if (figures == null) {
        figures =
            new VersionFigures(
                version,
                versions.number(row, "step"),
                versions.number(row, "epoch"),
                new LinkedHashMap<>());
        found.put(version, figures);
      }
      String figure = versions.text(row, "figure");
      if (!figure.isEmpty()) {
        figures.figures.put(
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
    @Nullable Value value = figures.get(figure);
    return value == null ? Value.NONE : value;
  }
}
