package dev.digitgan.trainer.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;

/**
 * Gradient descent with momentum by the engine's operations, for weights that are not in host
 * memory.
 *
 * <p>Source: Sutskever et al., ICML 2013, equations (1) and (2).
 */
final class EngineMomentum implements Optimizer {
  private final MomentumSettings settings;
  private final List<NDArray> weights;
  private final List<NDArray> velocities;
  private long updates;

  EngineMomentum(MomentumSettings settings, List<NDArray> weights) {
    this.settings = settings;
    this.weights = List.copyOf(weights);
    velocities = EngineArrays.zeros(weights);
  }

  @Override
  public void step(double multiple) {
    float rate = (float) (multiple * settings.learningRate());
    float momentum = (float) settings.momentum(updates);
    for (int i = 0; i < weights.size(); i++) {
      NDArray weight = weights.get(i);
      try (NDManager scratch = weight.getManager().newSubManager()) {
        NDArray gradient = weight.getGradient();
        gradient.attach(scratch);
        NDArray values = EngineArrays.values(weight, scratch);
        NDArray velocity = velocities.get(i);
        velocity.muli(momentum).subi(gradient.mul(rate));
        values.addi(velocity);
        if (settings.greatestNorm() > 0 && weight.getShape().dimension() > 1) {
          limit(values);
        }
      }
    }
    updates++;
  }

  /** Scales the rows, which are the weights of one output each, to the norm that is allowed. */
  private void limit(NDArray values) {
    NDArray rows = values.reshape(new Shape(values.getShape().get(0), -1));
    NDArray norms = rows.square().sum(new int[] {1}, true).sqrt();
    rows.muli(norms.maximum(settings.greatestNorm()).pow(-1).mul(settings.greatestNorm()));
  }

  @Override
  public long updates() {
    return updates;
  }

  @Override
  public OptimizerState state() {
    return new OptimizerState(
        updates, Map.of(MomentumSettings.VELOCITY, EngineArrays.copies(velocities)));
  }

  @Override
  public void restore(OptimizerState state) {
    updates = state.updates();
    EngineArrays.copy(state.slot(MomentumSettings.VELOCITY), velocities);
  }

  @Override
  public void close() {
    velocities.forEach(NDArray::close);
  }
}
