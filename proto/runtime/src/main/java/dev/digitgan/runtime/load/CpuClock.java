package dev.digitgan.runtime.load;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What passes, and what of it this process computes. */
interface CpuClock {
  long nanos();

  /** Computing time of all threads since the start; not less than before. */
  long cpuNanos();

  /** What the process may use at most, of a container's share too. */
  int coreCount();

  /** This process's. */
  static CpuClock system() {
    return new CpuClock() {
      @Override
      public long nanos() {
        return System.nanoTime();
      }

      @Override
      public long cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
            ? system.getProcessCpuTime()
            : 0;
      }

      @Override
      public int coreCount() {
        return Runtime.getRuntime().availableProcessors();
      }
    };
  }
}
