package dev.digitgan.trainer.optim;

import ai.djl.ndarray.NDArray;
import dev.digitgan.trainer.optim.HostArrays.Parameter;
import java.util.List;
import java.util.Map;

/**
 * Adam over weights in host memory: one fused loop on Java arrays, which the compiler vectorises,
 * where the engine makes ten passes and as many temporaries.
 *
 * <p>Source: Kingma and Ba, arXiv:1412.6980, algorithm 1; weight decay is added to the gradient.
 */
final class HostAdam implements HostOptimizer {
  private final AdamSettings settings;
  private final List<NDArray> weights;
  private final float[][] firstMoments;
  private final float[][] secondMoments;
  private final float[] weight;
  private final float[] gradient;
  private int stepCount;

  HostAdam(AdamSettings settings, List<NDArray> weights) {
    this.settings = settings;
    this.weights = List.copyOf(weights);
    firstMoments = HostArrays.zeros(weights);
    secondMoments = HostArrays.zeros(weights);
    weight = new float[HostArrays.longest(firstMoments)];
    gradient = new float[weight.length];
  }

  @Override
  public Runnable update(double multiple) {
    stepCount++;
    float rate =
        (float) (multiple * settings.learningRate() / (1 - Math.pow(settings.beta1(), stepCount)));
    float correction = (float) (1 / (1 - Math.pow(settings.beta2(), stepCount)));
    List<Parameter> parameters = HostArrays.parameters(weights);
    return () -> update(parameters, rate, correction);
  }

  private void update(List<Parameter> parameters, float rate, float correction) {
    for (int i = 0; i < parameters.size(); i++) {
      try (Parameter parameter = parameters.get(i)) {
        int size = firstMoments[i].length;
        parameter.weight().get(0, weight, 0, size);
        parameter.gradient().get(0, gradient, 0, size);
        update(firstMoments[i], secondMoments[i], rate, correction);
        parameter.weight().put(0, weight, 0, size);
      }
    }
  }

  private void update(float[] first, float[] second, float rate, float correction) {
    float beta1 = settings.beta1();
    float beta2 = settings.beta2();
    float epsilon = settings.epsilon();
    float decay = settings.weightDecay();
    float[] w = weight;
    float[] gradients = gradient;
    for (int i = 0; i < first.length; i++) {
      float g = gradients[i] + decay * w[i];
      float m = beta1 * first[i] + (1 - beta1) * g;
      float v = beta2 * second[i] + (1 - beta2) * g * g;
      first[i] = m;
      second[i] = v;
      w[i] -= rate * m / ((float) Math.sqrt(v * correction) + epsilon);
    }
  }

  @Override
  public long updates() {
    return stepCount;
  }

  @Override
  public OptimizerState state() {
    return new OptimizerState(
        stepCount,
        Map.of(
            AdamSettings.FIRST, HostArrays.copies(firstMoments),
            AdamSettings.SECOND, HostArrays.copies(secondMoments)));
  }

  @Override
  public void restore(OptimizerState state) {
    stepCount = Math.toIntExact(state.updates());
    HostArrays.copy(state.slot(AdamSettings.FIRST), firstMoments);
    HostArrays.copy(state.slot(AdamSettings.SECOND), secondMoments);
  }

  @Override
  public void close() {}
}
