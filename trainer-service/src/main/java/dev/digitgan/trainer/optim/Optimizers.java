package dev.digitgan.trainer.optim;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import java.util.List;

/** Optimisers for a device. */
public final class Optimizers {
  private Optimizers() {}

  /** For {@code weights}, which all lie on {@code device} and stay their owner's. */
  public static Optimizer create(OptimizerSettings settings, List<NDArray> weights, Device device) {
    if (settings instanceof MomentumSettings momentum) {
      return device.isGpu()
          ? new EngineMomentum(momentum, weights)
          : new HostMomentum(momentum, weights);
    }
    AdamSettings adam = (AdamSettings) settings;
    return device.isGpu() ? new EngineAdam(adam, weights) : new HostAdam(adam, weights);
  }
}
