package dev.digitgan.trainer.report;

import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.v1.Metric;
import dev.digitgan.trainer.quality.ClassShare;
import dev.digitgan.trainer.quality.Figure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The rows of {@code versions.csv}: one for each figure, or one row without if there is none. */
final class VersionRows {
  static final List<String> COLUMNS =
      List.of(
          "version", "step", "epoch", "seconds", "digest", "figure", "value", "low", "high",
          "real");

  private VersionRows() {}

  static List<List<String>> of(Manifest manifest, double seconds) {
    List<String> names = new ArrayList<>(ClassShare.metricNames());
    names.addAll(0, Arrays.stream(Figure.values()).map(Figure::text).toList());
    List<List<String>> rows = new ArrayList<>();
    for (String name : names) {
      Metric metric = manifest.getMetricsMap().get(name);
      Metric real = manifest.getMetricsMap().get(Figure.real(name));
      if (metric != null) {
        rows.add(
            row(
                manifest,
                seconds,
                name,
                number(metric.getValue()),
                metric.hasLow() ? number(metric.getLow()) : "",
                metric.hasHigh() ? number(metric.getHigh()) : "",
                real == null ? "" : number(real.getValue())));
      }
    }
    return rows.isEmpty() ? List.of(row(manifest, seconds, "", "", "", "", "")) : rows;
  }

  private static List<String> row(Manifest manifest, double seconds, String... figure) {
    List<String> row = new ArrayList<>();
    row.add(Long.toString(manifest.getVersion()));
    row.add(Long.toString(manifest.getStep()));
    row.add(Integer.toString(manifest.getEpoch()));
    row.add(String.format(Locale.ROOT, "%.1f", seconds));
    row.add(manifest.getModelDigest());
    row.addAll(List.of(figure));
    return row;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.6g", value);
  }
}
