package dev.digitgan.trainer.run;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/**
 * The processor time of a run's steps, over all threads and processes of the run; publishing and
 * judging do not count.
 */
final class CoreTime {
  private final LongSupplier processNanos;
  private double seconds;
  private long beganAt;

  /**
   * @param seconds the time of earlier processes
   * @param processNanos this process's processor time
   */
  CoreTime(double seconds, LongSupplier processNanos) {
    this.seconds = seconds;
    this.processNanos = processNanos;
  }

  /** Adds the time of this process to that of earlier ones. */
  static CoreTime from(double seconds) {
    // A JVM without the module jdk.management does not know the time: then nothing is counted.
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
