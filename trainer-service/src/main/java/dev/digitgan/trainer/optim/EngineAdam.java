package dev.digitgan.trainer.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;

/**
 * Adam by the engine's operations, for weights that are not in host memory.
 *
 * <p>Source: Kingma and Ba, arXiv:1412.6980, algorithm 1; weight decay is added to the gradient.
 */
final class EngineAdam implements Optimizer {
  private final AdamSettings settings;
  private final List<NDArray> weights;
  private final List<NDArray> firstMoments;
  private final List<NDArray> secondMoments;
  private int stepCount;

  EngineAdam(AdamSettings settings, List<NDArray> weights) {
    this.settings = settings;
    this.weights = List.copyOf(weights);
    firstMoments = EngineArrays.zeros(weights);
    secondMoments = EngineArrays.zeros(weights);
  }

  @Override
  public void step(double multiple) {
    stepCount++;
    double rate = multiple * settings.learningRate() / (1 - Math.pow(settings.beta1(), stepCount));
    double correction = 1 / (1 - Math.pow(settings.beta2(), stepCount));
    for (int i = 0; i < weights.size(); i++) {
      NDArray weight = weights.get(i);
      try (NDManager scratch = weight.getManager().newSubManager()) {
        NDArray gradient = weight.getGradient();
        gradient.attach(scratch);
        update(i, EngineArrays.values(weight, scratch), gradient, (float) rate, (float) correction);
      }
    }
  }

  private void update(int i, NDArray values, NDArray gradient, float rate, float correction) {
    NDArray g = gradient.add(values.mul(settings.weightDecay()));
    NDArray first = firstMoments.get(i);
    first.muli(settings.beta1()).addi(g.mul(1 - settings.beta1()));
    NDArray second = secondMoments.get(i);
    second.muli(settings.beta2()).addi(g.square().muli(1 - settings.beta2()));
    NDArray denominator = second.mul(correction).sqrt().addi(settings.epsilon());
    values.subi(first.mul(rate).divi(denominator));
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
            AdamSettings.FIRST, EngineArrays.copies(firstMoments),
            AdamSettings.SECOND, EngineArrays.copies(secondMoments)));
  }

  @Override
  public void restore(OptimizerState state) {
    stepCount = Math.toIntExact(state.updates());
    EngineArrays.copy(state.slot(AdamSettings.FIRST), firstMoments);
    EngineArrays.copy(state.slot(AdamSettings.SECOND), secondMoments);
  }

  @Override
  public void close() {
    firstMoments.forEach(NDArray::close);
    secondMoments.forEach(NDArray::close);
  }
}
