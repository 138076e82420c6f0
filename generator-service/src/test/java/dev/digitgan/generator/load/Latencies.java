package dev.digitgan.generator.load;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.Arrays;

/** Durations, each of them kept. Safe for many threads. */
public final class Latencies {
  @GuardedBy("this")
  private long[] nanos = new long[1024];

  @GuardedBy("this")
  private int count;

  public synchronized void add(Duration duration) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = duration.toNanos();
  }

  public synchronized int count() {
    return count;
  }

  /** The smallest that {@code share} of all are not above; zero where there are none. */
  public synchronized Duration quantile(double share) {
    if (count == 0) {
      return Duration.ZERO;
    }
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    int index = (int) Math.ceil(share * count) - 1;
    return Duration.ofNanos(sorted[Math.max(0, index)]);
  }
}
