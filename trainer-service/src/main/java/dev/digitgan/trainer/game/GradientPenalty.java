package dev.digitgan.trainer.game;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * The zero-centred gradient penalty E ||grad d(x)||² without second derivatives: for random signs
 * v, E (v . grad d)² = ||grad d||², and v . grad d is about (d(x + s v) - d(x)) / s.
 *
 * <p>Source: Mescheder et al., arXiv:1801.04406, equation (9), for the penalty; Hutchinson, 1990,
 * for the estimate.
 */
final class GradientPenalty {
  /** s in units of the value range: small for D, but large compared with rounding of logits. */
  private static final float STEP = 0.02f;

  private GradientPenalty() {}

  /** Moves each image by s along its own random signs. */
  static NDArray moved(NDManager manager, NDArray images, Noise noise) {
    return images.add(noise.signs(manager, images.getShape(), STEP));
  }

  /**
   * Estimates E ||grad d||², a scalar, from D's logits of images and of the same {@link #moved}.
   */
  static NDArray of(NDArray logits, NDArray movedLogits) {
    NDArray step = GraphNumber.of(logits.getManager(), STEP);
    return movedLogits.sub(logits).div(step).square().mean();
  }
}
