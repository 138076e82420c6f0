package dev.digitgan.trainer.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.digitgan.network.EngineMemory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An optimiser that uses the engine's operations, for weights that are not in host memory. */
abstract class EngineOptimizer implements Optimizer {
  private final List<NDArray> weights;
  private final Map<String, List<NDArray>> slots = new LinkedHashMap<>();
  private long updates;

  EngineOptimizer(OptimizerSettings settings, List<NDArray> weights) {
    this.weights = List.copyOf(weights);
    for (String slot : settings.slots()) {
      slots.put(slot, weights.stream().map(NDArray::zerosLike).toList());
    }
  }

  interface Change {
    /** Updates one weight's {@code values} and its {@code slots} in place. */
    void apply(NDArray values, NDArray gradient, List<NDArray> slots);
  }

  /** The arithmetic of the update with that number, from 1, at a multiple of the learning rate. */
  abstract Change change(double multiple, long update);

  @Override
  public final void step(double multiple) {
    updates++;
    Change change = change(multiple, updates);
    for (int i = 0; i < weights.size(); i++) {
      NDArray weight = weights.get(i);
      int index = i;
      try (NDManager scratch = weight.getManager().newSubManager()) {
        NDArray gradient = weight.getGradient();
        gradient.attach(scratch);
        NDArray values = weight.stopGradient();
        values.attach(scratch);
        change.apply(
            values, gradient, slots.values().stream().map(slot -> slot.get(index)).toList());
      }
    }
  }

  @Override
  public final long updates() {
    return updates;
  }

  @Override
  public final OptimizerState state() {
    Map<String, List<float[]>> copies = new LinkedHashMap<>();
    slots.forEach(
        (name, arrays) -> copies.put(name, arrays.stream().map(NDArray::toFloatArray).toList()));
    return new OptimizerState(updates, copies);
  }

  @Override
  public final void restore(OptimizerState state) {
    updates = state.updates();
    slots.forEach(
        (name, arrays) -> {
          for (int i = 0; i < arrays.size(); i++) {
            NDArray into = arrays.get(i);
            float[] from = state.slot(name).get(i);
            try (NDArray array = EngineMemory.create(into.getManager(), from, into.getShape())) {
              array.copyTo(into);
            }
          }
        });
  }

  @Override
  public final void close() {
    slots.values().forEach(arrays -> arrays.forEach(NDArray::close));
  }
}
