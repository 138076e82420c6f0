package dev.digitgan.network;

import static com.google.common.base.Preconditions.checkArgument;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/** Gives each image the shape {@code dimensions}, of as many elements. */
public record Reshape(List<Integer> dimensions) implements Layer {
  public Reshape {
    dimensions = List.copyOf(dimensions);
    dimensions.forEach(dimension -> Require.positive("dimension", dimension));
  }

  public static Reshape to(Integer... dimensions) {
    return new Reshape(List.of(dimensions));
  }

  @Override
  public Shape outputShape(Shape input) {
    Shape output = shape();
    checkArgument(
        input.size() == output.size(), "makes %s of as many elements, gets %s", output, input);
    return output;
  }

  @Override
  public NDArray forward(NDArray x, TensorLookup tensors, Mode mode) {
    return x.reshape(new Shape(x.getShape().get(0)).addAll(shape()));
  }

  private Shape shape() {
    return new Shape(dimensions.stream().mapToLong(Integer::longValue).toArray());
  }

  @Override
  public String canonicalForm() {
    return "reshape " + dimensions;
  }
}
