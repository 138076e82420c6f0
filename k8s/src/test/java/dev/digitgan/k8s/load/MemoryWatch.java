package dev.digitgan.k8s.load;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Looks at a process's memory again and again, where the system tells. */
final class MemoryWatch implements AutoCloseable {
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private final AtomicLong largestKib = new AtomicLong();

  private MemoryWatch() {}

  static MemoryWatch of(Replica replica) {
    MemoryWatch watch = new MemoryWatch();
    if (Vitals.areKnown()) {
      var unused =
          watch.thread.scheduleAtFixedRate(
              () -> watch.look(replica), 0, 200, TimeUnit.MILLISECONDS);
    }
    return watch;
  }

  private void look(Replica replica) {
    largestKib.accumulateAndGet(Vitals.of(replica.process().pid()).residentKib(), Math::max);
  }

  /** The most so far; 0 where nothing tells. */
  long largestKib() {
    return largestKib.get();
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
