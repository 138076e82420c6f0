package dev.digitgan.trainer.optim;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * Adam over weights in host memory.
 *
 * <p>Source: Kingma and Ba, arXiv:1412.6980, algorithm 1; weight decay is added to the gradient.
 */
final class HostAdam extends FusedOptimizer {
  private final AdamSettings settings;

  HostAdam(AdamSettings settings, List<NDArray> weights) {
    super(settings, weights);
    this.settings = settings;
  }

  @Override
  Change change(double multiple, long update) {
    float rate =
        (float)
            (multiple
                * settings.learningRate()
                / (1 - Math.pow(settings.beta1(), (double) update)));
    float correction = (float) (1 / (1 - Math.pow(settings.beta2(), (double) update)));
    return (slots, shape) -> update(slots[0], slots[1], rate, correction);
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
}
