package dev.digitgan.trainer.optim;

/** Moves the weights it was made for along their gradients. Belongs to the training thread. */
public interface Optimizer extends AutoCloseable {
  /**
   * One update of every weight by the gradient that lies with it; the gradient is left as it is.
   */
  void step();

  /** Frees the optimiser's own state, not the weights. */
  @Override
  void close();
}
