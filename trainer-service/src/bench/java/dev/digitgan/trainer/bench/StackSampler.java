package dev.digitgan.trainer.bench;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Samples the stack of a thread every few milliseconds, and names calls into the engine by our
 * method that makes them.
 */
final class StackSampler implements AutoCloseable {
  private static final long INTERVAL_NANOS = 2_000_000;
  private static final String OURS = "dev.digitgan.";

  private final Thread watched;
  private final Map<String, Integer> seen = new TreeMap<>();
  private final Thread sampler;
  private volatile boolean closed;

  private StackSampler(Thread watched) {
    this.watched = watched;
    sampler = new Thread(this::sample, "stack-sampler");
  }

  /** Watches the calling thread until it is closed. */
  static StackSampler watchCaller() {
    StackSampler sampler = new StackSampler(Thread.currentThread());
    sampler.sampler.setDaemon(true);
    sampler.sampler.start();
    return sampler;
  }

  private void sample() {
    while (!closed) {
      seen.merge(place(watched.getStackTrace()), 1, Integer::sum);
      LockSupport.parkNanos(INTERVAL_NANOS);
    }
  }

  /** Our innermost method, with the engine's call that it makes, if any. */
  private static String place(StackTraceElement[] stack) {
    String call = "";
    for (StackTraceElement frame : stack) {
      String name = frame.getClassName();
      if (name.equals("ai.djl.pytorch.jni.PyTorchLibrary")) {
        call = " · " + frame.getMethodName();
      } else if (name.startsWith(OURS)) {
        return name.substring(name.lastIndexOf('.') + 1) + "." + frame.getMethodName() + call;
      }
    }
    return "elsewhere";
  }

  /** The shares of the samples, after {@link #close}. */
  Map<String, Double> shares() {
    double all = seen.values().stream().mapToInt(Integer::intValue).sum();
    Map<String, Double> shares = new TreeMap<>();
    seen.forEach((place, count) -> shares.put(place, count / all));
    return shares;
  }

  @Override
  public void close() {
    closed = true;
    try {
      sampler.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
