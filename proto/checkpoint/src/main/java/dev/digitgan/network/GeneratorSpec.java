package dev.digitgan.network;

import static com.google.common.base.Preconditions.checkArgument;

import ai.djl.ndarray.types.Shape;
import dev.digitgan.image.ImageShape;
import dev.digitgan.latent.LatentSource;
import dev.digitgan.random.RandomStream;
import dev.digitgan.random.RandomStream.Domain;
import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * A generator without its numbers: latents in, images out. The stack takes a latent, then one
 * number for each class: 1 for the image's, 0 for the others. No classes = unconditional.
 */
public record GeneratorSpec(
    LayerStack stack, LatentSource latents, ValueRange range, ImageShape shape, int classes) {
  public GeneratorSpec {
    checkArgument(classes >= 0, "classes is %s", classes);
    checkArgument(
        stack.inputShape().equals(new Shape(latents.size() + (long) classes)),
        "layers take %s, not latents of %s and %s classes",
        stack.inputShape(),
        latents.size(),
        classes);
    Shape expected = new Shape(shape.channels(), shape.height(), shape.width());
    Shape output = stack.outputShape();
    checkArgument(output.equals(expected), "layers make %s, not images of %s", output, expected);
  }

  /** The length of one input: the latent, then one number for each class. */
  public int inputSize() {
    return latents.size() + classes;
  }

  /**
   * Writes the input of image {@code index} of {@code seed} to {@code into[at .. at + inputSize)};
   * an empty digit is drawn evenly from (seed, index) too.
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

  /** Sets the class in the input at {@code into[at ..]}: 1 for {@code digit}, 0 for the others. */
  public void mark(int digit, float[] into, int at) {
    if (classes > 0) {
      Arrays.fill(into, at + latents.size(), at + inputSize(), 0);
      into[at + latents.size() + Objects.checkIndex(digit, classes)] = 1;
    }
  }
}
