package dev.digitgan.trainer.game;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * The zero-centred gradient penalty E ||grad d(x)||², on real images and on fakes, by first-order
 * means: for signs v that are drawn evenly, E (v . grad d)² = ||grad d||², and v . grad d is the
 * difference of d at x + s v and at x, divided by s. Nothing is differentiated twice.
 *
 * <p>Source: Mescheder et al., arXiv:1801.04406, equation (9), for the penalty; Hutchinson, 1990,
 * for the estimate.
 */
final class GradientPenalty {
  /**
   * s, in units of the recipe's value range: small beside what D looks at, large beside the
   * rounding of logits.
   */
  private static final float STEP = 0.02f;

  private GradientPenalty() {}

  /** {@code images}, each moved by s along signs of its own. */
  static NDArray moved(NDManager manager, NDArray images, Noise noise) {
    return images.add(noise.signs(manager, images.getShape(), STEP));
  }

  /**
   * Estimates E ||grad d||², a scalar.
   *
   * @param logits of images
   * @param movedLogits of the same images, {@link #moved}
   */
  static NDArray of(NDArray logits, NDArray movedLogits) {
    NDArray step = GraphNumber.of(logits.getManager(), STEP);
    return movedLogits.sub(logits).div(step).square().mean();
  }
}
