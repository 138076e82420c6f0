package dev.digitgan.trainer.optim;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Map;

/** Updates its weights along their gradients. Belongs to the training thread. */
public interface Optimizer extends AutoCloseable {
  /** Makes an optimiser of {@code weights}, which are on {@code device}; it does not own them. */
  static Optimizer create(OptimizerSettings settings, List<NDArray> weights, Device device) {
    if (device.isGpu()) {
      return new EngineOptimizer(settings, weights);
    }
    FusedOptimizer optimizer = new FusedOptimizer(settings, weights);
    return weights.stream().mapToLong(NDArray::size).sum() < BackgroundOptimizer.WORTH_A_THREAD
        ? optimizer
        : BackgroundOptimizer.of(optimizer);
  }

  /**
   * Updates every weight by its gradient, which stays. The update may still run when this returns:
   * until {@link #settle} neither weights nor gradients may be read or changed.
   *
   * @param rate multiple of the learning rate
   */
  void step(double rate);

  /** Waits for the end of the last step. */
  default void settle() {}

  long updates();

  OptimizerState state();

  /** Restores the {@link #state} of an optimiser for weights of the same shapes. */
  void restore(OptimizerState state);

  /** Frees the optimiser's state, not the weights. */
  @Override
  void close();

  /**
   * The state from which an optimiser resumes.
   *
   * @param slots by the names of {@link OptimizerSettings#slots}, an array for each weight; the
   *     arrays are not copied
   */
  record OptimizerState(long updates, Map<String, List<float[]>> slots) {
    public OptimizerState {
      slots = Map.copyOf(slots);
    }

    public List<float[]> slot(String name) {
      List<float[]> arrays = slots.get(name);
      if (arrays == null) {
        throw new IllegalArgumentException("no " + name + " in the state of an optimiser");
      }
      return arrays;
    }
  }
}
