package dev.digitgan.trainer.game;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.digitgan.network.EngineMemory;

/**
 * Numbers that an operation keeps for its backward pass, as factors and divisors are kept. What
 * {@code x.mul(3)} makes of its 3 is let go at once, and a garbage collection between the passes
 * frees its memory under the engine: the gradient is then that of another number. An array is held
 * by its manager.
 */
public final class GraphNumber {
  private GraphNumber() {}

  /**
   * The number as a scalar.
   *
   * @param manager owns it, and is closed after the backward pass
   */
  public static NDArray of(NDManager manager, double value) {
    return EngineMemory.create(manager, new float[] {(float) value}, new Shape());
  }
}
