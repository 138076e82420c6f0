package dev.digitgan.runtime.http;

import dev.digitgan.text.WholeNumbers;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The process's memory in RAM, including the native memory that the JVM's own meters do not see; a
 * container is killed for it. Only systems with {@code /proc} have this meter.
 */
final class ResidentMemoryMetrics implements MeterBinder {
  private static final String FIELD = "VmRSS:";

  private final Path status;

  /**
   * @param status {@code /proc/self/status}, or a file like it
   */
  ResidentMemoryMetrics(Path status) {
    this.status = status;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    if (Files.isReadable(status)) {
      Gauge.builder("process.resident.memory", this, ResidentMemoryMetrics::bytes)
          .description("Resident memory of the process")
          .baseUnit(BaseUnits.BYTES)
          .register(registry);
    }
  }

  /** Returns NaN if the file does not say. */
  double bytes() {
    try {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith(FIELD)) {
          String kibibytes = line.substring(FIELD.length()).replace("kB", "").strip();
          return WholeNumbers.parseLong(kibibytes) * 1024.0;
        }
      }
    } catch (IOException | NumberFormatException e) {
      return Double.NaN;
    }
    return Double.NaN;
  }
}
