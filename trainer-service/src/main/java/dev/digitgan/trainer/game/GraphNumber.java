package dev.digitgan.trainer.game;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.digitgan.network.EngineMemory;

/**
 * Factors and divisors that an operation keeps for its backward pass. The engine does not hold the
 * array that {@code x.mul(3)} makes of its 3: a garbage collection before the backward pass frees
 * its memory, and the gradient is wrong. A manager holds its arrays.
 */
public final class GraphNumber {
  private GraphNumber() {}

  /** Makes a scalar that {@code manager} owns, which is closed after the backward pass. */
  public static NDArray of(NDManager manager, double value) {
    return EngineMemory.create(manager, new float[] {(float) value}, new Shape());
  }
}
