package dev.digitgan.trainer.optim;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import java.util.List;

/** Optimisers for a device. */
public final class Optimizers {
  /** Fewer are updated in the time that it takes to hand them over. */
  private static final long WORTH_A_THREAD = 50_000;

  private Optimizers() {}

  /** For {@code weights}, which all lie on {@code device} and stay their owner's. */
  public static Optimizer create(OptimizerSettings settings, List<NDArray> weights, Device device) {
    if (device.isGpu()) {
      return settings instanceof MomentumSettings momentum
          ? new EngineMomentum(momentum, weights)
          : new EngineAdam((AdamSettings) settings, weights);
    }
    HostOptimizer optimizer =
        settings instanceof MomentumSettings momentum
            ? new HostMomentum(momentum, weights)
            : new HostAdam((AdamSettings) settings, weights);
    return numbers(weights) < WORTH_A_THREAD ? optimizer : BackgroundOptimizer.of(optimizer);
  }

  private static long numbers(List<NDArray> weights) {
    return weights.stream().mapToLong(NDArray::size).sum();
  }
}
