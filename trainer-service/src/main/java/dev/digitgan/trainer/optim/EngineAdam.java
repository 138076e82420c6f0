package dev.digitgan.trainer.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;

/**
 * Adam by the engine's operations, for weights that are not in host memory.
 *
 * <p>Source: Kingma and Ba, arXiv:1412.6980, algorithm 1; weight decay is added to the gradient.
 */
final class EngineAdam implements Optimizer {
  private final AdamSettings settings;
  private final List<NDArray> weights;
  private final List<NDArray> firstMoments = new ArrayList<>();
  private final List<NDArray> secondMoments = new ArrayList<>();
  private int stepCount;

  EngineAdam(AdamSettings settings, List<NDArray> weights) {
    this.settings = settings;
    this.weights = List.copyOf(weights);
    for (NDArray weight : weights) {
      firstMoments.add(weight.zerosLike());
      secondMoments.add(weight.zerosLike());
    }
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
        // The weight's values without its place in the graph, so that the update is no part of it.
        NDArray values = weight.stopGradient();
        values.attach(scratch);
        update(i, values, gradient, (float) rate, (float) correction);
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
  public AdamMoments moments() {
    return new AdamMoments(
        stepCount,
        firstMoments.stream().map(NDArray::toFloatArray).toList(),
        secondMoments.stream().map(NDArray::toFloatArray).toList());
  }

  @Override
  public void restore(AdamMoments moments) {
    stepCount = Math.toIntExact(moments.updates());
    for (int i = 0; i < weights.size(); i++) {
      copy(moments.first().get(i), firstMoments.get(i));
      copy(moments.second().get(i), secondMoments.get(i));
    }
  }

  private static void copy(float[] values, NDArray into) {
    try (NDArray array = into.getManager().create(values, into.getShape())) {
      array.copyTo(into);
    }
  }

  @Override
  public void close() {
    firstMoments.forEach(NDArray::close);
    secondMoments.forEach(NDArray::close);
  }
}
