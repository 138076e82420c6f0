package dev.digitgan.trainer.optim;

import java.util.List;

/**
 * Settings of Adam.
 *
 * @param weightDecay multiple of each weight that is added to its gradient
 */
public record AdamSettings(
    float learningRate, float beta1, float beta2, float epsilon, float weightDecay)
    implements OptimizerSettings {
  static final String FIRST = "adam.first";
  static final String SECOND = "adam.second";

  private static final float DEFAULT_EPSILON = 1e-8f;

  public AdamSettings {
    if (!(learningRate > 0) || !(epsilon > 0) || !(weightDecay >= 0)) {
      throw new IllegalArgumentException(
          "learning rate %s, epsilon %s or weight decay %s is out of range"
              .formatted(learningRate, epsilon, weightDecay));
    }
    if (!(beta1 >= 0 && beta1 < 1) || !(beta2 >= 0 && beta2 < 1)) {
      throw new IllegalArgumentException("betas " + beta1 + ", " + beta2 + " are not in [0, 1)");
    }
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
    return List.of(FIRST, SECOND);
  }
}
