package dev.digitgan.trainer.optim;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import java.util.List;

/** Makes optimisers for a device. */
public final class Optimizers {
  /** The least number of weights whose update takes longer than handing them to a thread. */
  private static final long WORTH_A_THREAD = 50_000;

  private Optimizers() {}

  /** Makes an optimiser of {@code weights}, which are on {@code device}; it does not own them. */
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
    long size = weights.stream().mapToLong(NDArray::size).sum();
    return size < WORTH_A_THREAD ? optimizer : BackgroundOptimizer.of(optimizer);
  }
}
