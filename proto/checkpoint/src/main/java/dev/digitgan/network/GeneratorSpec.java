package dev.digitgan.network;

import ai.djl.ndarray.types.Shape;
import dev.digitgan.image.ImageShape;
import dev.digitgan.latent.LatentSource;

/**
 * A generator without its numbers: latents in, images out.
 *
 * @param classes that a request can ask for; 0 = unconditional
 */
public record GeneratorSpec(
    LayerStack stack, LatentSource latents, ValueRange range, ImageShape shape, int classes) {
  /**
   * @throws IllegalArgumentException if the layers do not make images of {@code shape} of the
   *     latents
   */
  public GeneratorSpec {
    if (!stack.inputShape().equals(new Shape(latents.size()))) {
      throw new IllegalArgumentException(
          "layers take " + stack.inputShape() + ", not latents of " + latents.size());
    }
    Shape expected = new Shape(shape.channels(), shape.height(), shape.width());
    if (!stack.outputShape().equals(expected)) {
      throw new IllegalArgumentException(
          "layers make " + stack.outputShape() + ", not images of " + expected);
    }
    if (classes < 0) {
      throw new IllegalArgumentException("classes is " + classes);
    }
  }
}
