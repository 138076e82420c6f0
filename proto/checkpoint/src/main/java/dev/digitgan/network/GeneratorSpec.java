package dev.digitgan.network;

import ai.djl.ndarray.types.Shape;
import dev.digitgan.image.ImageShape;
import dev.digitgan.latent.LatentSource;
import dev.digitgan.random.RandomStream;
import dev.digitgan.random.RandomStream.Domain;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * A generator without its numbers: latents in, images out.
 *
 * @param stack takes a latent, followed by one number for each class: 1 for that of the image, 0
 *     for the others
 * @param classes that a request can ask for; 0 = unconditional
 */
public record GeneratorSpec(
    LayerStack stack, LatentSource latents, ValueRange range, ImageShape shape, int classes) {
  /**
   * @throws IllegalArgumentException if the layers do not make images of {@code shape} of the
   *     latents
   */
  public GeneratorSpec {
    if (classes < 0) {
      throw new IllegalArgumentException("classes is " + classes);
    }
    if (!stack.inputShape().equals(new Shape(latents.size() + (long) classes))) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "layers take %s, not latents of %d and %d classes",
              stack.inputShape(),
              latents.size(),
              classes));
    }
    Shape expected = new Shape(shape.channels(), shape.height(), shape.width());
    if (!stack.outputShape().equals(expected)) {
      throw new IllegalArgumentException(
          "layers make " + stack.outputShape() + ", not images of " + expected);
    }
  }

  /** Numbers that one image is made of: its latent, then one for each class. */
  public int inputSize() {
    return latents.size() + classes;
  }

  /**
   * Writes the input of image {@code index} of {@code seed} to {@code into[at .. at + inputSize)}.
   *
   * @param digit the class to draw; empty = one that is drawn from (seed, index) too, evenly
   */
  public void fill(long seed, long index, OptionalInt digit, float[] into, int at) {
    latents.fill(seed, index, into, at);
    if (classes > 0) {
      int drawn =
          digit.isPresent()
              ? digit.getAsInt()
              : new RandomStream(seed, Domain.DIGIT, index).nextInt(classes);
      mark(drawn, into, at);
    }
  }

  /**
   * Says in an input that the image is to be of class {@code digit}: a one among its zeros. Does
   * nothing where there are no classes.
   *
   * @param at where the input begins, its latent first
   */
  public void mark(int digit, float[] into, int at) {
    if (classes > 0) {
      Arrays.fill(into, at + latents.size(), at + inputSize(), 0);
      into[at + latents.size() + Objects.checkIndex(digit, classes)] = 1;
    }
  }
}
