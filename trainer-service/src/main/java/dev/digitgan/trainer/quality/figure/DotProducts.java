package dev.digitgan.trainer.quality.figure;

import java.util.ArrayList;
import java.util.List;

/** Dot products of every row of one set with every row of another, some hundred at a time. */
final class DotProducts {
  /** So that turning a panel costs little beside its use. */
  private static final int BLOCK_ROWS = 512;

  private DotProducts() {}

  /** Takes what one row gives with some others. */
  @FunctionalInterface
  interface Visitor {
    /**
     * Called for one query by one thread, with targets in rising order.
     *
     * @param products of the query with targets {@code first} to {@code first + count - 1}, from
     *     position 0; only for the time of the call
     */
    void visit(int query, int first, int count, float[] products);
  }

  /** Visits all pairs. The products do not depend on the number of threads. */
  static void forEach(Rows queries, Rows targets, int threadCount, Visitor visitor) {
    Require.sameColumns(queries, targets);
    List<Runnable> blocks = new ArrayList<>();
    int rows = blockRows(queries.count(), threadCount);
    for (int from = 0; from < queries.count(); from += rows) {
      int start = from;
      int end = Math.min(queries.count(), from + rows);
      blocks.add(() -> visitBlock(queries, start, end, targets, visitor));
    }
    Workers.run(threadCount, blocks);
  }

  private static void visitBlock(Rows queries, int start, int end, Rows targets, Visitor visitor) {
    Panel panel = new Panel(targets.columns());
    float[] products = new float[Panel.WIDTH];
    for (int first = 0; first < targets.count(); first += Panel.WIDTH) {
      Workers.stopIfInterrupted();
      panel.load(targets, first);
      int count = Math.min(Panel.WIDTH, targets.count() - first);
      for (int query = start; query < end; query++) {
        panel.multiply(queries, query, products);
        visitor.visit(query, first, count, products);
      }
    }
  }

  /** Equal blocks, as many for each thread. */
  private static int blockRows(int count, int threadCount) {
    int rounds = (count + threadCount * BLOCK_ROWS - 1) / (threadCount * BLOCK_ROWS);
    int blocks = Math.max(1, rounds * threadCount);
    return Math.max(1, (count + blocks - 1) / blocks);
  }
}
