package dev.digitgan.trainer.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.trainer.optim.Optimizer.OptimizerState;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class BackgroundOptimizerTest {
  @Test
  void theTrainingThreadGoesOnWhileAStepIsDone() {
    Held held = new Held();
    try (Optimizer optimizer = BackgroundOptimizer.of(held)) {
      optimizer.step(1); // Would never return if it were done by this thread.
      assertThat(held.steps.get()).isZero();
      held.gate.countDown();
      optimizer.settle();
      assertThat(held.steps.get()).isEqualTo(1);
      assertThat(held.doneBy).isNotSameAs(Thread.currentThread());
    }
  }

  @Test
  void whoeverAsksSeesTheLastStepDone() {
    Held held = new Held();
    try (Optimizer optimizer = BackgroundOptimizer.of(held)) {
      optimizer.step(1);
      held.gate.countDown();
      assertThat(optimizer.updates()).isEqualTo(1);
      optimizer.step(1);
      optimizer.step(1);
      assertThat(optimizer.state().updates()).isEqualTo(3);
    }
  }

  @Test
  void aFailureIsToldWithTheNextQuestion() {
    Held held = new Held();
    held.gate.countDown();
    try (Optimizer optimizer = BackgroundOptimizer.of(held)) {
      optimizer.step(-1);
      assertThatThrownBy(optimizer::settle).hasRootCauseMessage("a rate of -1.0");
      optimizer.step(1);
      assertThat(optimizer.updates()).isEqualTo(1);
    }
  }

  @Test
  void anInterruptWaitsForTheStepAndIsKept() {
    Held held = new Held();
    try (Optimizer optimizer = BackgroundOptimizer.of(held)) {
      optimizer.step(1);
      Thread.currentThread().interrupt();
      held.gate.countDown();
      optimizer.settle();
      assertThat(Thread.interrupted()).isTrue();
      assertThat(held.steps.get()).isEqualTo(1);
    }
  }

  /** Does no step before it is let. */
  private static final class Held implements HostOptimizer {
    final CountDownLatch gate = new CountDownLatch(1);
    final AtomicInteger steps = new AtomicInteger();
    volatile Thread doneBy = Thread.currentThread();

    @Override
    public Runnable update(double rate) {
      return () -> done(rate);
    }

    private void done(double rate) {
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      if (rate < 0) {
        throw new IllegalArgumentException("a rate of " + rate);
      }
      doneBy = Thread.currentThread();
      steps.incrementAndGet();
    }

    @Override
    public long updates() {
      return steps.get();
    }

    @Override
    public OptimizerState state() {
      return new OptimizerState(steps.get(), Map.of());
    }

    @Override
    public void restore(OptimizerState state) {
      steps.set(Math.toIntExact(state.updates()));
    }

    @Override
    public void close() {}
  }
}
