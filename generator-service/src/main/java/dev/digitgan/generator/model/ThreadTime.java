package dev.digitgan.generator.model;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.LongSupplier;

/** CPU time of the calling thread; the clock's, where the JVM cannot tell. */
final class ThreadTime implements LongSupplier {
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  @Override
  public long getAsLong() {
    return threads.isCurrentThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled()
        ? threads.getCurrentThreadCpuTime()
        : System.nanoTime();
  }
}
