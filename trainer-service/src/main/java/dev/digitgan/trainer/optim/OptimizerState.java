package dev.digitgan.trainer.optim;

import java.util.List;
import java.util.Map;

/**
 * The state from which an optimiser resumes.
 *
 * @param slots by the names of {@link OptimizerSettings#slots}, an array for each weight; the
 *     arrays are not copied
 */
public record OptimizerState(long updates, Map<String, List<float[]>> slots) {
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
