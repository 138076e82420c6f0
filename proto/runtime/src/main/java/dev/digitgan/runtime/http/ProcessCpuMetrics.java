package dev.digitgan.runtime.http;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.lang.management.ManagementFactory;

/** Computing time of the process, by Prometheus' own name for it, where the JVM says it. */
final class ProcessCpuMetrics implements MeterBinder {
  private static final double NANOS_PER_SECOND = 1e9;

  @Override
  public void bindTo(MeterRegistry registry) {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
      FunctionCounter.builder(
              "process.cpu", system, bean -> bean.getProcessCpuTime() / NANOS_PER_SECOND)
          .description("Computing time of all threads since the process began")
          .baseUnit("seconds")
          .register(registry);
    }
  }
}
