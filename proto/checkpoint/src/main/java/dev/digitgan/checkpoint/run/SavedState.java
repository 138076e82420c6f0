package dev.digitgan.checkpoint.run;

import dev.digitgan.checkpoint.codec.HostTensor;
import dev.digitgan.checkpoint.v1.TrainingState;
import java.util.Map;

/**
 * A run's state as it was saved, verified.
 *
 * @param tensors by their names in the file
 */
public record SavedState(TrainingState record, Map<String, HostTensor> tensors) {
  public SavedState {
    tensors = Map.copyOf(tensors);
  }

  /** The tensor {@code name}, which is one of those that were asked for. */
  public HostTensor tensor(String name) {
    HostTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("no tensor '" + name + "'");
    }
    return tensor;
  }
}
