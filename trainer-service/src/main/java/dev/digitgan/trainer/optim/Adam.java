package dev.digitgan.trainer.optim;

import ai.djl.ndarray.NDArray;
import dev.digitgan.trainer.optim.UpdateRule.EngineUpdate;
import dev.digitgan.trainer.optim.UpdateRule.HostUpdate;

/**
 * Adam.
 *
 * <p>Source: Kingma and Ba, arXiv:1412.6980, algorithm 1; weight decay is added to the gradient.
 */
record Adam(AdamSettings settings) implements UpdateRule {
  @Override
  public HostUpdate onHost(double multiple, long update) {
    float rate = (float) rate(multiple, update);
    float correction = (float) correction(update);
    return (weight, gradient, slots, shape) ->
        update(weight, gradient, slots[0], slots[1], rate, correction);
  }

  private double rate(double multiple, long update) {
    return multiple * settings.learningRate() / (1 - Math.pow(settings.beta1(), (double) update));
  }

  private double correction(long update) {
    return 1 / (1 - Math.pow(settings.beta2(), (double) update));
  }

  private void update(
      float[] w, float[] gradients, float[] first, float[] second, float rate, float correction) {
    float beta1 = settings.beta1();
    float beta2 = settings.beta2();
    float epsilon = settings.epsilon();
    float decay = settings.weightDecay();
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
  public EngineUpdate onEngine(double multiple, long update) {
    float rate = (float) rate(multiple, update);
    float correction = (float) correction(update);
    return (values, gradient, slots) -> {
      NDArray g = gradient.add(values.mul(settings.weightDecay()));
      NDArray first = slots.get(0);
      first.muli(settings.beta1()).addi(g.mul(1 - settings.beta1()));
      NDArray second = slots.get(1);
      second.muli(settings.beta2()).addi(g.square().muli(1 - settings.beta2()));
      NDArray denominator = second.mul(correction).sqrt().addi(settings.epsilon());
      values.subi(first.mul(rate).divi(denominator));
    };
  }
}
