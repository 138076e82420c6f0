package dev.digitgan.trainer.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.digitgan.network.EngineMemory;
import java.util.List;

/** What optimisers by the engine's operations have in common. */
final class EngineArrays {
  private EngineArrays() {}

  /** Zeros beside each weight, which the caller closes. */
  static List<NDArray> zeros(List<NDArray> weights) {
    return weights.stream().map(NDArray::zerosLike).toList();
  }

  /** The weight's values without its place in the graph: an update of them is no part of it. */
  static NDArray values(NDArray weight, NDManager scratch) {
    NDArray values = weight.stopGradient();
    values.attach(scratch);
    return values;
  }

  static List<float[]> copies(List<NDArray> arrays) {
    return arrays.stream().map(NDArray::toFloatArray).toList();
  }

  static void copy(List<float[]> from, List<NDArray> to) {
    for (int i = 0; i < to.size(); i++) {
      NDArray into = to.get(i);
      try (NDArray array = EngineMemory.create(into.getManager(), from.get(i), into.getShape())) {
        array.copyTo(into);
      }
    }
  }
}
