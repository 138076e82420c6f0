package dev.digitgan.runtime.http;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.FunctionCounter;
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
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;

/** The meter registry of a service, with the meters of its JVM and its process. */
public final class ServiceMetrics implements AutoCloseable {
  private static final double NANOS_PER_SECOND = 1e9;

  private final PrometheusMeterRegistry registry = newRegistry();
  private final JvmGcMetrics garbageCollection = new JvmGcMetrics();

  /** Kept, because a gauge has only a weak reference to what it reads. */
  private final List<MeterBinder> binders =
      List.of(
          garbageCollection,
          new JvmInfoMetrics(),
          new JvmMemoryMetrics(),
          new JvmThreadMetrics(),
          new ProcessorMetrics(),
          ServiceMetrics::bindCpu,
          new FileDescriptorMetrics(),
          new ResidentMemoryMetrics(Path.of("/proc/self/status")),
          new UptimeMetrics());

  /** Makes a registry with the filter from the start, since it sees only meters added after it. */
  private static PrometheusMeterRegistry newRegistry() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry.config().meterFilter(new PrometheusNames());
    return registry;
  }

  /** Binds the counter of CPU time under Prometheus' own name, if the JVM has that time. */
  private static void bindCpu(MeterRegistry registry) {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
      FunctionCounter.builder(
              "process.cpu", system, bean -> bean.getProcessCpuTime() / NANOS_PER_SECOND)
          .description("Computing time of all threads since the process began")
          .baseUnit("seconds")
          .register(registry);
    }
  }

  /** Binds the meters of the JVM and the process; call it once. */
  public void start() {
    binders.forEach(binder -> binder.bindTo(registry));
  }

  public MeterRegistry registry() {
    return registry;
  }

  /** Returns the content type for an Accept header: OpenMetrics or Prometheus text. */
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
