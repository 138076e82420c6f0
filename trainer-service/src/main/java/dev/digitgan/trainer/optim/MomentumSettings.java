package dev.digitgan.trainer.optim;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;

/**
 * The settings of stochastic gradient descent with momentum.
 *
 * @param first momentum at the beginning
 * @param last momentum after {@code rampUpdates} of linear growth
 * @param rampUpdates 0 = the last momentum from the beginning
 * @param greatestNorm of the weights of one output, which are scaled down to it after each update;
 *     0 = no limit. Source: Srivastava et al., JMLR 15 (2014), section 5.1
 */
public record MomentumSettings(
    float learningRate, float first, float last, long rampUpdates, float greatestNorm)
    implements OptimizerSettings {
  public MomentumSettings {
    checkArgument(
        learningRate > 0 && greatestNorm >= 0 && rampUpdates >= 0,
        "learning rate %s, norm %s or %s updates is out of range",
        learningRate,
        greatestNorm,
        rampUpdates);
    checkArgument(
        first >= 0 && first < 1 && last >= 0 && last < 1,
        "momentum from %s to %s is not in [0, 1)",
        first,
        last);
  }

  /** Settings with a constant momentum, without a limit of the norm. */
  public static MomentumSettings of(float learningRate, float momentum) {
    return new MomentumSettings(learningRate, momentum, momentum, 0, 0);
  }

  @Override
  public MomentumSettings withLearningRate(float value) {
    return new MomentumSettings(value, first, last, rampUpdates, greatestNorm);
  }

  public MomentumSettings withMomentum(float from, float to) {
    return new MomentumSettings(learningRate, from, to, rampUpdates, greatestNorm);
  }

  public MomentumSettings withRampUpdates(long value) {
    return new MomentumSettings(learningRate, first, last, value, greatestNorm);
  }

  public MomentumSettings withGreatestNorm(float value) {
    return new MomentumSettings(learningRate, first, last, rampUpdates, value);
  }

  @Override
  public List<String> slots() {
    return List.of("momentum.velocity");
  }

  /** The momentum of the update that follows {@code updates}. */
  double momentum(long updates) {
    double done = rampUpdates == 0 ? 1 : Math.min(1, (double) updates / rampUpdates);
    return first + (last - first) * done;
  }
}
