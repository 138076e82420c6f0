package dev.digitgan.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("locale")
final class ServiceMetricsTest {
  private static final String TEXT = "text/plain";

  @Test
  void namesAreThoseThatPrometheusAdvises() {
    try (ServiceMetrics metrics = new ServiceMetrics()) {
      metrics.start();
      Counter.builder("calls").tag("statusCode", "OK").tag("of", "a").register(metrics.registry());
      assertThat(metrics.scrape(TEXT))
          .contains("calls_total{of=\"a\",status_code=\"OK\"} 0.0")
          .contains("\nsystem_cpus ")
          .doesNotContain("system_cpu_count")
          .doesNotContain("process_cpu_time");
    }
  }

  @Test
  void computingTimeIsInSeconds() {
    try (ServiceMetrics metrics = new ServiceMetrics()) {
      metrics.start();
      double seconds =
          metrics
              .scrape(TEXT)
              .lines()
              .filter(line -> line.startsWith("process_cpu_seconds_total "))
              .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
              .findFirst()
              .orElseThrow();
      double own = ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
      assertThat(seconds).isBetween(own / 10, own + 10);
    }
  }
}
