package dev.digitgan.trainer.run;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/**
 * Processor time that a run's steps took, of all threads together, in whatever processes they were
 * done; what publishing and judging take does not count.
 */
final class CoreTime {
  private final LongSupplier processNanos;
  private double seconds;
  private long beganAt;

  /**
   * @param seconds so far
   * @param processNanos this process's processor time
   */
  CoreTime(double seconds, LongSupplier processNanos) {
    this.seconds = seconds;
    this.processNanos = processNanos;
  }

  /** Goes on from what earlier processes took, with this one's time. */
  static CoreTime from(double seconds) {
    // Every JVM that has the module jdk.management says so; where none does, nothing is counted.
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? new CoreTime(seconds, system::getProcessCpuTime)
        : new CoreTime(seconds, () -> 0);
  }

  void stepBegins() {
    beganAt = processNanos.getAsLong();
  }

  void stepEnded() {
    seconds += (processNanos.getAsLong() - beganAt) / 1e9;
  }

  double seconds() {
    return seconds;
  }
}
