package dev.digitgan.trainer.metrics;

import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.v1.Metric;
import dev.digitgan.trainer.quality.Figure;
import dev.digitgan.trainer.run.RunObserver;
import dev.digitgan.trainer.run.RunProgress;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;

/** The quality of the newest version; NaN for figures that were not measured. */
public final class QualityMetrics implements MeterBinder, RunObserver {
  private volatile Map<String, Metric> newest = Map.of();

  @Override
  public void bindTo(MeterRegistry registry) {
    for (Figure figure : Figure.values()) {
      String name = figure.text();
      gauge(registry, "quality", name, name, "Figure of the newest version's samples, if measured");
      gauge(registry, "quality.real", name, Figure.real(name), "The figure of real images");
    }
  }

  private void gauge(
      MeterRegistry registry, String name, String figure, String metric, String description) {
    Gauge.builder("digitgan.trainer." + name, this, metrics -> metrics.value(metric))
        .tag("figure", figure)
        .description(description)
        .register(registry);
  }

  private double value(String metric) {
    Metric found = newest.get(metric);
    return found == null ? Double.NaN : found.getValue();
  }

  @Override
  public void published(RunProgress progress, Manifest manifest) {
    newest = Map.copyOf(manifest.getMetricsMap());
  }
}
