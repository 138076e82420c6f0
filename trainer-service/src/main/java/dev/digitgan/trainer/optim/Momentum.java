package dev.digitgan.trainer.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.digitgan.trainer.optim.UpdateRule.EngineUpdate;
import dev.digitgan.trainer.optim.UpdateRule.HostUpdate;

/**
 * Gradient descent with momentum, which scales each row of a matrix, the weights of one output, to
 * the greatest norm if its own is larger.
 *
 * <p>Source: Sutskever et al., ICML 2013, equations (1) and (2).
 */
record Momentum(MomentumSettings settings) implements UpdateRule {
  @Override
  public HostUpdate onHost(double multiple, long update) {
    float rate = (float) (multiple * settings.learningRate());
    float momentum = (float) settings.momentum(update - 1);
    return (weight, gradient, slots, shape) -> {
      update(weight, gradient, slots[0], rate, momentum);
      if (isLimited(shape)) {
        limit(weight, slots[0].length, Math.toIntExact(shape.get(0)));
      }
    };
  }

  private boolean isLimited(Shape shape) {
    return settings.greatestNorm() > 0 && shape.dimension() > 1;
  }

  private static void update(
      float[] w, float[] gradients, float[] velocity, float rate, float momentum) {
    for (int i = 0; i < velocity.length; i++) {
      float v = momentum * velocity[i] - rate * gradients[i];
      velocity[i] = v;
      w[i] += v;
    }
  }

  private void limit(float[] weight, int size, int rows) {
    int width = size / rows;
    for (int row = 0; row < rows; row++) {
      double squares = 0;
      for (int i = row * width; i < (row + 1) * width; i++) {
        squares += (double) weight[i] * weight[i];
      }
      float scale = (float) (settings.greatestNorm() / Math.sqrt(squares));
      for (int i = row * width; scale < 1 && i < (row + 1) * width; i++) {
        weight[i] *= scale;
      }
    }
  }

  @Override
  public EngineUpdate onEngine(double multiple, long update) {
    float rate = (float) (multiple * settings.learningRate());
    float momentum = (float) settings.momentum(update - 1);
    return (values, gradient, slots) -> {
      NDArray velocity = slots.get(0);
      velocity.muli(momentum).subi(gradient.mul(rate));
      values.addi(velocity);
      if (isLimited(values.getShape())) {
        NDArray rows = values.reshape(new Shape(values.getShape().get(0), -1));
        NDArray norms = rows.square().sum(new int[] {1}, true).sqrt();
        rows.muli(norms.maximum(settings.greatestNorm()).pow(-1).mul(settings.greatestNorm()));
      }
    };
  }
}
