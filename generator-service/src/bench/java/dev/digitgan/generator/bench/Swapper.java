package dev.digitgan.generator.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Publishes a version every second until it is closed. */
final class Swapper implements AutoCloseable {
  private final ScheduledExecutorService thread;
  private final ScheduledFuture<?> publishing;

  private Swapper(ScheduledExecutorService thread, ScheduledFuture<?> publishing) {
    this.thread = thread;
    this.publishing = publishing;
  }

  /** Publishes the first one now. */
  static Swapper start(BenchStore store) {
    ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    return new Swapper(
        thread, thread.scheduleAtFixedRate(() -> publish(store), 0, 1, TimeUnit.SECONDS));
  }

  private static void publish(BenchStore store) {
    try {
      store.publishNext();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Throws what publishing failed with. */
  @Override
  public void close() throws IOException {
    publishing.cancel(false);
    thread.shutdown();
    try {
      thread.awaitTermination(1, TimeUnit.MINUTES);
      publishing.get();
    } catch (CancellationException e) {
      // As it should end.
    } catch (ExecutionException e) {
      throw new IOException("cannot publish", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
