package dev.digitgan.trainer.game;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.digitgan.random.RandomStream;

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
  static NDArray moved(NDManager manager, NDArray images, RandomStream random) {
    Shape shape = images.getShape();
    float[] signs = new float[Math.toIntExact(shape.size())];
    int bits = 0;
    for (int i = 0; i < signs.length; i++) {
      bits = (i & 31) == 0 ? random.nextInt() : bits >>> 1;
      signs[i] = (bits & 1) == 0 ? -STEP : STEP;
    }
    return images.add(manager.create(signs, shape));
  }

  /**
   * Estimates E ||grad d||², a scalar.
   *
   * @param logits of images
   * @param movedLogits of the same images, {@link #moved}
   */
  static NDArray of(NDArray logits, NDArray movedLogits) {
    return movedLogits.sub(logits).div(STEP).square().mean();
  }
}
