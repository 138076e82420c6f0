package dev.digitgan.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ResidentMemoryMetricsTest {
  @Test
  void readsWhatTheKernelSays(@TempDir Path directory) throws IOException {
    Path status = directory.resolve("status");
    Files.writeString(status, "Name:\tjava\nVmHWM:\t  999 kB\nVmRSS:\t  187028 kB\nThreads:\t9\n");

    assertThat(new ResidentMemoryMetrics(status).bytes()).isEqualTo(187_028 * 1024.0);
  }

  @Test
  void whatIsNotSaidIsNoNumber(@TempDir Path directory) throws IOException {
    Path status = directory.resolve("status");
    assertThat(new ResidentMemoryMetrics(status).bytes()).isNaN();
    Files.writeString(status, "Name:\tjava\n");
    assertThat(new ResidentMemoryMetrics(status).bytes()).isNaN();
    Files.writeString(status, "VmRSS:\t much\n");
    assertThat(new ResidentMemoryMetrics(status).bytes()).isNaN();
  }

  @Test
  void isNoMeterWhereTheSystemHasNoSuchFile(@TempDir Path directory) {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();

    new ResidentMemoryMetrics(directory.resolve("status")).bindTo(registry);

    assertThat(registry.getMeters()).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void isScrapedUnderTheNameThatDashboardsKnowAfterACollectionToo() {
    try (ServiceMetrics metrics = new ServiceMetrics()) {
      metrics.start();
      System.gc();

      assertThat(metrics.scrape("text/plain").lines())
          .anyMatch(line -> line.matches("process_resident_memory_bytes [1-9].*"));
    }
  }
}
