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

/** How good the newest version was found to be; NaN for what was not looked at. */
public final class QualityMetrics implements MeterBinder, RunObserver {
  private volatile Map<String, Metric> newest = Map.of();

  @Override
  public void bindTo(MeterRegistry registry) {
    for (Figure figure : Figure.values()) {
      gauge(
          registry,
          "quality",
          figure,
          figure.text(),
          "Figure of the newest version's samples, where they were evaluated");
      gauge(
          registry,
          "quality.real",
          figure,
          Figure.real(figure.text()),
          "What the figure comes to for real images");
    }
  }

  private void gauge(
      MeterRegistry registry, String name, Figure figure, String metric, String description) {
    Gauge.builder("digitgan.trainer." + name, this, metrics -> metrics.value(metric))
        .tag("figure", figure.text())
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
