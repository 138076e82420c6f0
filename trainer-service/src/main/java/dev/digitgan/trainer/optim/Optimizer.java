package dev.digitgan.trainer.optim;

/** Moves the weights it was made for along their gradients. Belongs to the training thread. */
public interface Optimizer extends AutoCloseable {
  /**
   * One update of every weight by the gradient that lies with it; the gradient is left as it is.
   * The update may go on after this returns: until {@link #settle} neither weights nor gradients
   * may be read or changed.
   *
   * @param rate multiple of the learning rate
   */
  void step(double rate);

  /** Returns when the last step is done. */
  default void settle() {}

  /** Updates so far. */
  long updates();

  /** Copies of what it remembers, in the order of its weights. */
  OptimizerState state();

  /** Goes on from what {@link #state} of an optimiser for weights of the same shapes gave. */
  void restore(OptimizerState state);

  /** Frees the optimiser's own state, not the weights. */
  @Override
  void close();
}
