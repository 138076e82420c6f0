package dev.digitgan.network;

import ai.djl.ndarray.types.Shape;

/** The description of one of a layer's tensors; {@code fanIn} inputs make one output. */
public record LayerTensor(String name, Shape shape, Role role, int fanIn) {
  /** The purpose of a tensor. */
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

    /** Whether an optimiser updates it; otherwise the layer gathers it from the batches. */
    public boolean trained() {
      return trained;
    }
  }
}
