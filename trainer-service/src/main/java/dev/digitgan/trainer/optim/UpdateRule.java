package dev.digitgan.trainer.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/** The arithmetic of an optimiser, on Java arrays and in the engine's operations. */
interface UpdateRule {
  static UpdateRule of(OptimizerSettings settings) {
    return settings instanceof AdamSettings adam
        ? new Adam(adam)
        : new Momentum((MomentumSettings) settings);
  }

  /** An update of one weight, of {@code shape}, and its slots, in place from position 0. */
  interface HostUpdate {
    void apply(float[] weight, float[] gradient, float[][] slots, Shape shape);
  }

  /** An update of one weight's values and its slots in place. */
  interface EngineUpdate {
    void apply(NDArray values, NDArray gradient, List<NDArray> slots);
  }

  /** The update with that number, from 1, at a multiple of the learning rate. */
  HostUpdate onHost(double multiple, long update);

  /** The same update in the engine's operations. */
  EngineUpdate onEngine(double multiple, long update);
}
