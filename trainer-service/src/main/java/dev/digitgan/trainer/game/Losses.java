package dev.digitgan.trainer.game;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

/**
 * The game's two objectives, on logits d = log(D / (1 - D)), so that -log D = softplus(-d) and
 * -log(1 - D) = softplus(d).
 *
 * <p>Source: Goodfellow et al., arXiv:1406.2661, equation (1) and the end of section 3.
 */
final class Losses {
  private Losses() {}

  /** D maximises E log D(x) + E log(1 - D(G(z))): this is minus that, a scalar in nats. */
  static NDArray discriminator(NDArray realLogits, NDArray fakeLogits) {
    return minusLogReal(realLogits).add(Activation.softPlus(fakeLogits).mean());
  }

  /** G maximises E log D(G(z)), the non-saturating form: this is minus that, a scalar in nats. */
  static NDArray generator(NDArray fakeLogits) {
    return minusLogReal(fakeLogits);
  }

  private static NDArray minusLogReal(NDArray logits) {
    return Activation.softPlus(logits.neg()).mean();
  }
}
