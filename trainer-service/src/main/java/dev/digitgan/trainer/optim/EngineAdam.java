package dev.digitgan.trainer.optim;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * Adam in the engine's operations.
 *
 * <p>Source: Kingma and Ba, arXiv:1412.6980, algorithm 1; weight decay is added to the gradient.
 */
final class EngineAdam extends EngineOptimizer {
  private final AdamSettings settings;

  EngineAdam(AdamSettings settings, List<NDArray> weights) {
    super(settings, weights);
    this.settings = settings;
  }

  @Override
  Change change(double multiple, long update) {
    double rate =
        multiple * settings.learningRate() / (1 - Math.pow(settings.beta1(), (double) update));
    double correction = 1 / (1 - Math.pow(settings.beta2(), (double) update));
    return (values, gradient, slots) -> {
      NDArray g = gradient.add(values.mul(settings.weightDecay()));
      NDArray first = slots.get(0);
      first.muli(settings.beta1()).addi(g.mul(1 - settings.beta1()));
      NDArray second = slots.get(1);
      second.muli(settings.beta2()).addi(g.square().muli(1 - settings.beta2()));
      NDArray denominator = second.mul((float) correction).sqrt().addi(settings.epsilon());
      values.subi(first.mul((float) rate).divi(denominator));
    };
  }
}
