package dev.digitgan.trainer.optim;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import java.util.List;

/** Optimisers for a device. */
public final class Optimizers {
  private Optimizers() {}

  /** Adam for {@code weights}, which all lie on {@code device} and stay their owner's. */
  public static Optimizer adam(AdamSettings settings, List<NDArray> weights, Device device) {
    return device.isGpu() ? new EngineAdam(settings, weights) : new HostAdam(settings, weights);
  }
}
