package dev.digitgan.trainer.game;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

/**
 * The losses of each {@link Objective} on logits d = log(D / (1 - D)), so that -log D =
 * softplus(-d) and -log(1 - D) = softplus(d). All are scalars in nats, to be minimised.
 */
final class Losses {
  private Losses() {}

  /** Minus what D maximises; the relativistic loss pairs logits by their place. */
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

  /** The loss of G in {@link Objective#MINIMAX}: never above 0, and flat where D is confident. */
  static NDArray minimax(NDArray fakeLogits) {
    return softplusMean(fakeLogits).neg();
  }

  /** Minus what G maximises in {@link Objective#RELATIVISTIC}; logits are paired by their place. */
  static NDArray relativistic(NDArray realLogits, NDArray fakeLogits) {
    return softplusMean(realLogits.sub(fakeLogits));
  }

  private static NDArray softplusMean(NDArray x) {
    return Activation.softPlus(x).mean();
  }
}
