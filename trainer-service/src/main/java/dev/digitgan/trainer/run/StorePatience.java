package dev.digitgan.trainer.run;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits how long a thread that was asked to end waits for a store that does not answer. After that
 * it interrupts the thread, so that its present call and all later ones fail at once.
 */
public final class StorePatience implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StorePatience.class);

  private final Duration patience;

  @GuardedBy("this")
  private final Thread waiting;

  @GuardedBy("this")
  private boolean closed;

  private StorePatience(Thread waiting, Duration patience) {
    this.waiting = waiting;
    this.patience = patience;
  }

  /** Limits the calling thread, until it closes this. */
  public static StorePatience ofThisThread(Duration patience) {
    return new StorePatience(Thread.currentThread(), patience);
  }

  /** Starts the limit, since the thread was asked to end. Returns at once. */
  public synchronized void endRequested() {
    if (!closed) {
      CompletableFuture.delayedExecutor(patience.toNanos(), TimeUnit.NANOSECONDS)
          .execute(this::interrupt);
    }
  }

  private synchronized void interrupt() {
    if (!closed) {
      log.warn(
          "the run did not end within {} s of being asked to: it no longer waits for the store",
          patience.toSeconds());
      waiting.interrupt();
    }
  }

  /** Ends the limit; the thread itself must call this. */
  @Override
  public synchronized void close() {
    closed = true;
    Thread.interrupted();
  }
}
