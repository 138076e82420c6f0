package dev.digitgan.network;

import ai.djl.ndarray.types.Shape;

/**
 * What a layer needs to know of one of its tensors.
 *
 * @param fanIn inputs that one output is the sum of
 */
public record LayerTensor(String name, Shape shape, Role role, int fanIn) {
  /** What a tensor is for. */
  public enum Role {
    WEIGHT(true),
    BIAS(true),
    SCALE(true),
    SHIFT(true),
    RUNNING_MEAN(false),
    RUNNING_VARIANCE(false);

    private final boolean trained;

    Role(boolean trained) {
      this.trained = trained;
    }

    /** Whether an optimiser moves it; otherwise it is gathered from the batches. */
    public boolean trained() {
      return trained;
    }
  }
}
