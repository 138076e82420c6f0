package dev.digitgan.trainer.quality.figure;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The dot products of every row of one set with every row of another, in blocks. */
final class DotProducts {
  /** Rows for which a panel is worth its transposition. */
  private static final int BLOCK_ROWS = 512;

  private DotProducts() {}

  /** Receives the products of one row with some others. */
  @FunctionalInterface
  interface Visitor {
    /**
     * Visits some targets of a query; one thread visits them all, in rising order.
     *
     * @param products of the query with targets {@code first} to {@code first + count - 1}, from
     *     position 0; valid only during the call
     */
    void visit(int query, int first, int count, float[] products);
  }

  /** Visits all pairs. The products do not depend on the number of threads. */
  static void forEach(Rows queries, Rows targets, int threadCount, Visitor visitor) {
    queries.requireColumnsOf(targets);
    List<Runnable> blocks = new ArrayList<>();
    int rows = blockRows(queries.count(), threadCount);
    for (int from = 0; from < queries.count(); from += rows) {
      int start = from;
      int end = Math.min(queries.count(), from + rows);
      blocks.add(() -> visitBlock(queries, start, end, targets, visitor));
    }
    run(threadCount, blocks);
  }

  private static void visitBlock(Rows queries, int start, int end, Rows targets, Visitor visitor) {
    Panel panel = new Panel(targets.columns());
    float[] products = new float[Panel.WIDTH];
    for (int first = 0; first < targets.count(); first += Panel.WIDTH) {
      if (Thread.currentThread().isInterrupted()) {
        throw cancelled();
      }
      panel.load(targets, first);
      int count = Math.min(Panel.WIDTH, targets.count() - first);
      for (int query = start; query < end; query++) {
        panel.multiply(queries, query, products);
        visitor.visit(query, first, count, products);
      }
    }
  }

  /** The size of equal blocks, an equal number for each thread. */
  private static int blockRows(int count, int threadCount) {
    int rounds = (count + threadCount * BLOCK_ROWS - 1) / (threadCount * BLOCK_ROWS);
    int blocks = Math.max(1, rounds * threadCount);
    return Math.max(1, (count + blocks - 1) / blocks);
  }

  /**
   * Runs all parts; with one thread, in that of the caller.
   *
   * @throws CancellationException if the caller is interrupted; its flag stays set, and all parts
   *     end early
   */
  private static void run(int threadCount, List<? extends Runnable> parts) {
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

  private static CancellationException cancelled() {
    return new CancellationException("interrupted while a figure was computed");
  }
}
