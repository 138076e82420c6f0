package dev.digitgan.runtime.grpc;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an endpoint does from time to time, on threads that keep no process alive. */
final class PeriodicTasks implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PeriodicTasks.class);

  /** One more than what may hang on a file system. */
  private static final int THREAD_COUNT = 2;

  private final ScheduledThreadPoolExecutor threads =
      new ScheduledThreadPoolExecutor(
          THREAD_COUNT,
          work -> {
            Thread named = new Thread(work, "periodic-task");
            named.setDaemon(true);
            return named;
          });

  PeriodicTasks() {
    threads.setRemoveOnCancelPolicy(true);
  }

  /** From one {@code period} from now on. A task that fails is logged and goes on. */
  void every(Duration period, Runnable task) {
    ScheduledFuture<?> unused =
        threads.scheduleWithFixedDelay(
            () -> {
              try {
                task.run();
              } catch (RuntimeException e) {
                log.error("a periodic task failed", e);
              }
            },
            period.toNanos(),
            period.toNanos(),
            TimeUnit.NANOSECONDS);
  }

  /** For more of the kind; ends with this. */
  ScheduledExecutorService threads() {
    return threads;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
