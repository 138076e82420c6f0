package dev.digitgan.runtime.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.util.List;

/** The registry of a service, with the meters of its JVM and its process. */
public final class ServiceMetrics implements AutoCloseable {
  private final PrometheusMeterRegistry registry = newRegistry();
  private final JvmGcMetrics garbageCollection = new JvmGcMetrics();

  /** Held here, for a gauge holds what it reads by a weak reference alone. */
  private final List<MeterBinder> binders =
      List.of(
          garbageCollection,
          new JvmInfoMetrics(),
          new JvmMemoryMetrics(),
          new JvmThreadMetrics(),
          new ProcessorMetrics(),
          new ProcessCpuMetrics(),
          new FileDescriptorMetrics(),
          new ResidentMemoryMetrics(Path.of("/proc/self/status")),
          new UptimeMetrics());

  /** With the filter from the beginning: it sees only meters that come after it. */
  private static PrometheusMeterRegistry newRegistry() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry.config().meterFilter(new PrometheusNames());
    return registry;
  }

  /** Binds the meters of the JVM and the process; to be called once. */
  public void start() {
    binders.forEach(binder -> binder.bindTo(registry));
  }

  public MeterRegistry registry() {
    return registry;
  }

  /** Content type for what an Accept header asks for: OpenMetrics, or Prometheus text. */
  static String contentType(String accept) {
    return accept.contains("application/openmetrics-text")
        ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
        : "text/plain; version=0.0.4; charset=utf-8";
  }

  String scrape(String contentType) {
    return registry.scrape(contentType);
  }

  @Override
  public void close() {
    garbageCollection.close();
    registry.close();
  }
}
