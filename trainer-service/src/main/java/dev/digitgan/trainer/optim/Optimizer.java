package dev.digitgan.trainer.optim;

/** Updates its weights along their gradients. Belongs to the training thread. */
public interface Optimizer extends AutoCloseable {
  /**
   * Updates every weight by its gradient, which stays. The update may still run when this returns:
   * until {@link #settle} neither weights nor gradients may be read or changed.
   *
   * @param rate multiple of the learning rate
   */
  void step(double rate);

  /** Waits for the end of the last step. */
  default void settle() {}

  /** The number of updates so far. */
  long updates();

  /** Copies the optimiser's state. */
  OptimizerState state();

  /** Restores the {@link #state} of an optimiser for weights of the same shapes. */
  void restore(OptimizerState state);

  /** Frees the optimiser's state, not the weights. */
  @Override
  void close();
}
