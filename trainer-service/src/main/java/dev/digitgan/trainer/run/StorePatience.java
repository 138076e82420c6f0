package dev.digitgan.trainer.run;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds how long a thread that was asked to end waits for a store that does not answer: after that
 * the thread is interrupted, so that the call under way, and every one after it, fails at once.
 */
public final class StorePatience implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StorePatience.class);

  private final ScheduledExecutorService timer =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            Thread thread = new Thread(task, "store-patience");
            thread.setDaemon(true);
            return thread;
          });

  private final Duration patience;

  @GuardedBy("this")
  private final Thread waiting;

  @GuardedBy("this")
  private boolean closed;

  private StorePatience(Thread waiting, Duration patience) {
    this.waiting = waiting;
    this.patience = patience;
  }

  /** For the calling thread, until it closes this. */
  public static StorePatience ofThisThread(Duration patience) {
    return new StorePatience(Thread.currentThread(), patience);
  }

  /** The thread was asked to end: from now on its patience is limited. Returns at once. */
  public synchronized void endRequested() {
    if (!closed) {
      var unused = timer.schedule(this::interrupt, patience.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private synchronized void interrupt() {
    if (!closed) {
      log.warn(
          "the run has not ended {} s after it was asked to: it no longer waits for the store",
          patience.toSeconds());
      waiting.interrupt();
    }
  }

  /** Called by the thread itself, which is not interrupted by this any more. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    timer.shutdownNow();
    Thread.interrupted();
  }
}
