package dev.digitgan.trainer.optim;

/** An optimiser whose arithmetic any thread can do. */
interface HostOptimizer extends Optimizer {
  /**
   * Asks the engine for what an update needs, in the training thread; the update itself, to be run
   * once, needs no engine. Weights and gradients stay as they are until it has run.
   *
   * @param rate multiple of the learning rate
   */
  Runnable update(double rate);

  @Override
  default void step(double rate) {
    update(rate).run();
  }
}
