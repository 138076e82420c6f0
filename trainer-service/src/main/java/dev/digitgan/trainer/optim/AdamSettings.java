package dev.digitgan.trainer.optim;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;

/**
 * The settings of Adam.
 *
 * @param weightDecay multiple of each weight that is added to its gradient
 */
public record AdamSettings(
    float learningRate, float beta1, float beta2, float epsilon, float weightDecay)
    implements OptimizerSettings {
  private static final float DEFAULT_EPSILON = 1e-8f;

  public AdamSettings {
    checkArgument(
        learningRate > 0 && epsilon > 0 && weightDecay >= 0,
        "learning rate %s, epsilon %s or weight decay %s is out of range",
        learningRate,
        epsilon,
        weightDecay);
    checkArgument(
        beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1,
        "betas %s, %s are not in [0, 1)",
        beta1,
        beta2);
  }

  public static AdamSettings of(float learningRate, float beta1, float beta2) {
    return new AdamSettings(learningRate, beta1, beta2, DEFAULT_EPSILON, 0);
  }

  @Override
  public AdamSettings withLearningRate(float value) {
    return new AdamSettings(value, beta1, beta2, epsilon, weightDecay);
  }

  public AdamSettings withBeta1(float value) {
    return new AdamSettings(learningRate, value, beta2, epsilon, weightDecay);
  }

  public AdamSettings withBeta2(float value) {
    return new AdamSettings(learningRate, beta1, value, epsilon, weightDecay);
  }

  public AdamSettings withEpsilon(float value) {
    return new AdamSettings(learningRate, beta1, beta2, value, weightDecay);
  }

  public AdamSettings withWeightDecay(float value) {
    return new AdamSettings(learningRate, beta1, beta2, epsilon, value);
  }

  @Override
  public List<String> slots() {
    return List.of("adam.first", "adam.second");
  }
}
