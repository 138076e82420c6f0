package dev.digitgan.trainer.optim;

import java.util.List;
import java.util.Locale;

/**
 * Settings of stochastic gradient descent with momentum.
 *
 * @param first momentum at the beginning
 * @param last momentum after {@code rampUpdates}, to which it rises in a straight line
 * @param rampUpdates over which; 0 = the last from the beginning
 * @param greatestNorm that the weights of one output may have together, to which they are scaled
 *     after each update; 0 = any. Source: Srivastava et al., JMLR 15 (2014), section 5.1
 */
public record MomentumSettings(
    float learningRate, float first, float last, long rampUpdates, float greatestNorm)
    implements OptimizerSettings {
  static final String VELOCITY = "momentum.velocity";

  public MomentumSettings {
    if (!(learningRate > 0) || !(greatestNorm >= 0) || rampUpdates < 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "learning rate %s, norm %s or %d updates is out of range",
              learningRate,
              greatestNorm,
              rampUpdates));
    }
    if (!(first >= 0 && first < 1) || !(last >= 0 && last < 1)) {
      throw new IllegalArgumentException(
          "momentum from " + first + " to " + last + " is not in [0, 1)");
    }
  }

  /** A momentum that stays, and weights of any norm. */
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
    return List.of(VELOCITY);
  }

  /** Momentum of the update that follows {@code updates}. */
  double momentum(long updates) {
    double done = rampUpdates == 0 ? 1 : Math.min(1, (double) updates / rampUpdates);
    return first + (last - first) * done;
  }
}
