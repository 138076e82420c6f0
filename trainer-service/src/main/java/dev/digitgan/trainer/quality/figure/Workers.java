package dev.digitgan.trainer.quality.figure;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs the parts of a computation on threads that live as long as it does. */
final class Workers {
  private Workers() {}

  /**
   * Runs all parts; with one thread, in that of the caller.
   *
   * @throws CancellationException if the caller is interrupted; its flag stays set, and parts that
   *     call {@link #stopIfInterrupted} end early
   */
  static void run(int threadCount, List<? extends Runnable> parts) {
    checkArgument(threadCount >= 1, "%s threads", threadCount);
    if (threadCount == 1 || parts.size() <= 1) {
      parts.forEach(Runnable::run);
      return;
    }
    ExecutorService threads = Executors.newFixedThreadPool(Math.min(threadCount, parts.size()));
    try {
      List<Future<?>> running = new ArrayList<>();
      parts.forEach(part -> running.add(threads.submit(part)));
      for (Future<?> part : running) {
        part.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a part of a figure failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cancelled();
    } finally {
      threads.shutdownNow();
    }
  }

  static void stopIfInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw cancelled();
    }
  }

  private static CancellationException cancelled() {
    return new CancellationException("interrupted while a figure was computed");
  }
}
