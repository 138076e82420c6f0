package dev.digitgan.trainer.game;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

/**
 * The two sides of each {@link Objective}, on logits d = log(D / (1 - D)), so that -log D =
 * softplus(-d) and -log(1 - D) = softplus(d). All are scalars in nats, to be made small.
 */
final class Losses {
  private Losses() {}

  /** Minus what D maximises; the n-th real logit is paired with the n-th fake one. */
  static NDArray discriminator(Objective objective, NDArray realLogits, NDArray fakeLogits) {
    return switch (objective) {
      case NON_SATURATING, MINIMAX -> softplusMean(realLogits.neg()).add(softplusMean(fakeLogits));
      case RELATIVISTIC -> softplusMean(fakeLogits.sub(realLogits));
    };
  }

  /** Minus what G maximises in {@link Objective#NON_SATURATING}. */
  static NDArray nonSaturating(NDArray fakeLogits) {
    return softplusMean(fakeLogits.neg());
  }

  /** What G minimises in {@link Objective#MINIMAX}: never above 0, and flat where D is sure. */
  static NDArray minimax(NDArray fakeLogits) {
    return softplusMean(fakeLogits).neg();
  }

  /**
   * Minus what G maximises in {@link Objective#RELATIVISTIC}; the n-th real logit is paired with
   * the n-th fake one.
   */
  static NDArray relativistic(NDArray realLogits, NDArray fakeLogits) {
    return softplusMean(realLogits.sub(fakeLogits));
  }

  private static NDArray softplusMean(NDArray x) {
    return Activation.softPlus(x).mean();
  }
}
