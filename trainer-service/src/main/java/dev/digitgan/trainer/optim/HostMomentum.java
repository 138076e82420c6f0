package dev.digitgan.trainer.optim;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * Gradient descent with momentum over weights in host memory.
 *
 * <p>Source: Sutskever et al., ICML 2013, equations (1) and (2).
 */
final class HostMomentum extends FusedOptimizer {
  private final MomentumSettings settings;

  HostMomentum(MomentumSettings settings, List<NDArray> weights) {
    super(settings, weights);
    this.settings = settings;
  }

  @Override
  Change change(double multiple, long update) {
    float rate = (float) (multiple * settings.learningRate());
    float momentum = (float) settings.momentum(update - 1);
    return (slots, shape) -> {
      update(slots[0], rate, momentum);
      if (settings.greatestNorm() > 0 && shape.dimension() > 1) {
        limit(slots[0].length, Math.toIntExact(shape.get(0)));
      }
    };
  }

  private void update(float[] velocity, float rate, float momentum) {
    float[] w = weight;
    float[] gradients = gradient;
    for (int i = 0; i < velocity.length; i++) {
      float v = momentum * velocity[i] - rate * gradients[i];
      velocity[i] = v;
      w[i] += v;
    }
  }

  /** Scales each row, the weights of one output, to the greatest norm if its own is larger. */
  private void limit(int size, int rows) {
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
}
