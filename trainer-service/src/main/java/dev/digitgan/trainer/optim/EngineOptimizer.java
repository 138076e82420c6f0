package dev.digitgan.trainer.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.digitgan.network.EngineMemory;
import dev.digitgan.trainer.optim.Optimizer.OptimizerState;
import dev.digitgan.trainer.optim.UpdateRule.EngineUpdate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An optimiser that uses the engine's operations, for weights that are not in host memory. */
final class EngineOptimizer implements Optimizer {
  private final UpdateRule rule;
  private final List<NDArray> weights;
  private final Map<String, List<NDArray>> slots = new LinkedHashMap<>();
  private long updates;

  EngineOptimizer(OptimizerSettings settings, List<NDArray> weights) {
    rule = UpdateRule.of(settings);
    this.weights = List.copyOf(weights);
    for (String slot : settings.slots()) {
      slots.put(slot, weights.stream().map(NDArray::zerosLike).toList());
    }
  }

  @Override
  public void step(double multiple) {
    updates++;
    EngineUpdate change = rule.onEngine(multiple, updates);
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
  public long updates() {
    return updates;
  }

  @Override
  public OptimizerState state() {
    Map<String, List<float[]>> copies = new LinkedHashMap<>();
    slots.forEach(
        (name, arrays) -> copies.put(name, arrays.stream().map(NDArray::toFloatArray).toList()));
    return new OptimizerState(updates, copies);
  }

  @Override
  public void restore(OptimizerState state) {
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
  public void close() {
    slots.values().forEach(arrays -> arrays.forEach(NDArray::close));
  }
}
