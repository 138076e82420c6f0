package dev.digitgan.trainer.optim;

import ai.djl.ndarray.NDArray;
import dev.digitgan.trainer.optim.HostArrays.Parameter;
import java.util.List;
import java.util.Map;

/**
 * Gradient descent with momentum over weights in host memory, in one loop on Java arrays.
 *
 * <p>Source: Sutskever et al., ICML 2013, equations (1) and (2).
 */
final class HostMomentum implements HostOptimizer {
  private final MomentumSettings settings;
  private final List<NDArray> weights;
  private final float[][] velocities;
  private final float[] weight;
  private final float[] gradient;
  private long updates;

  HostMomentum(MomentumSettings settings, List<NDArray> weights) {
    this.settings = settings;
    this.weights = List.copyOf(weights);
    velocities = HostArrays.zeros(weights);
    weight = new float[HostArrays.longest(velocities)];
    gradient = new float[weight.length];
  }

  @Override
  public Runnable update(double multiple) {
    float rate = (float) (multiple * settings.learningRate());
    float momentum = (float) settings.momentum(updates);
    updates++;
    List<Parameter> parameters = HostArrays.parameters(weights);
    return () -> update(parameters, rate, momentum);
  }

  private void update(List<Parameter> parameters, float rate, float momentum) {
    for (int i = 0; i < parameters.size(); i++) {
      try (Parameter parameter = parameters.get(i)) {
        float[] velocity = velocities[i];
        parameter.weight().get(0, weight, 0, velocity.length);
        parameter.gradient().get(0, gradient, 0, velocity.length);
        update(velocity, rate, momentum);
        if (settings.greatestNorm() > 0 && parameter.matrix()) {
          limit(velocity.length, parameter.rows());
        }
        parameter.weight().put(0, weight, 0, velocity.length);
      }
    }
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

  /** Scales the rows, which are the weights of one output each, to the norm that is allowed. */
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

  @Override
  public long updates() {
    return updates;
  }

  @Override
  public OptimizerState state() {
    return new OptimizerState(
        updates, Map.of(MomentumSettings.VELOCITY, HostArrays.copies(velocities)));
  }

  @Override
  public void restore(OptimizerState state) {
    updates = state.updates();
    HostArrays.copy(state.slot(MomentumSettings.VELOCITY), velocities);
  }

  @Override
  public void close() {}
}
