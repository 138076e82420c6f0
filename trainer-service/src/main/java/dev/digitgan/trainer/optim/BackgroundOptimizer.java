package dev.digitgan.trainer.optim;

import dev.digitgan.trainer.optim.Optimizer.OptimizerState;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Runs another optimiser's steps in its own thread, while the training thread does what does not
 * need the weights: one player's update overlaps the other's turn, with the same numbers. Owns the
 * other optimiser.
 */
final class BackgroundOptimizer implements Optimizer {
  /** The least number of weights whose update takes longer than handing them to a thread. */
  static final long WORTH_A_THREAD = 50_000;

  private final HostOptimizer optimizer;
  private final ExecutorService thread;
  private @Nullable Future<?> step;

  private BackgroundOptimizer(HostOptimizer optimizer, ExecutorService thread) {
    this.optimizer = optimizer;
    this.thread = thread;
  }

  static BackgroundOptimizer of(HostOptimizer optimizer) {
    return new BackgroundOptimizer(
        optimizer,
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "optimizer");
              thread.setDaemon(true);
              return thread;
            }));
  }

  @Override
  public void step(double rate) {
    settle();
    step = thread.submit(optimizer.update(rate));
  }

  @Override
  public void settle() {
    if (step == null) {
      return;
    }
    boolean interrupted = false;
    while (true) {
      try {
        step.get();
        break;
      } catch (InterruptedException e) {
        // The step has to end before the weights are read.
        interrupted = true;
      } catch (ExecutionException e) {
        step = null;
        throw new IllegalStateException("an update of the weights failed", e.getCause());
      }
    }
    step = null;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public long updates() {
    settle();
    return optimizer.updates();
  }

  @Override
  public OptimizerState state() {
    settle();
    return optimizer.state();
  }

  @Override
  public void restore(OptimizerState state) {
    settle();
    optimizer.restore(state);
  }

  @Override
  public void close() {
    try {
      settle();
    } finally {
      thread.shutdown();
      optimizer.close();
    }
  }
}
