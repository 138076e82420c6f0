package dev.digitgan.trainer.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * Gradient descent with momentum in the engine's operations.
 *
 * <p>Source: Sutskever et al., ICML 2013, equations (1) and (2).
 */
final class EngineMomentum extends EngineOptimizer {
  private final MomentumSettings settings;

  EngineMomentum(MomentumSettings settings, List<NDArray> weights) {
    super(settings, weights);
    this.settings = settings;
  }

  @Override
  Change change(double multiple, long update) {
    float rate = (float) (multiple * settings.learningRate());
    float momentum = (float) settings.momentum(update - 1);
    return (values, gradient, slots) -> {
      NDArray velocity = slots.get(0);
      velocity.muli(momentum).subi(gradient.mul(rate));
      values.addi(velocity);
      if (settings.greatestNorm() > 0 && values.getShape().dimension() > 1) {
        limit(values);
      }
    };
  }

  /** Scales each row, the weights of one output, to the greatest norm if its own is larger. */
  private void limit(NDArray values) {
    NDArray rows = values.reshape(new Shape(values.getShape().get(0), -1));
    NDArray norms = rows.square().sum(new int[] {1}, true).sqrt();
    rows.muli(norms.maximum(settings.greatestNorm()).pow(-1).mul(settings.greatestNorm()));
  }
}
