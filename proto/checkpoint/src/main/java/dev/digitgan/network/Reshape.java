package dev.digitgan.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/** Gives each image the shape {@code dimensions}, which has as many elements as before. */
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
    if (input.size() != output.size()) {
      throw new IllegalArgumentException("makes " + output + " of as many elements, gets " + input);
    }
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
