package dev.digitgan.trainer.optim;

/** An optimiser whose arithmetic any thread can run. */
interface HostOptimizer extends Optimizer {
  /**
   * Prepares an update in the training thread; any thread runs the result, once, without the
   * engine. Until then weights and gradients must not change.
   *
   * @param rate multiple of the learning rate
   */
  Runnable update(double rate);

  @Override
  default void step(double rate) {
    update(rate).run();
  }
}
