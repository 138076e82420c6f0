package dev.digitgan.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** Repeats each pixel {@code factor} times along both axes (nearest neighbour). */
public record Upsample(int factor) implements Layer {
  public Upsample {
    Require.positive("factor", factor);
  }

  @Override
  public Shape outputShape(Shape input) {
    Require.image(input);
    return new Shape(input.get(0), input.get(1) * factor, input.get(2) * factor);
  }

  @Override
  public NDArray forward(NDArray x, TensorLookup tensors, Mode mode) {
    long n = x.getShape().get(0);
    long c = x.getShape().get(1);
    long h = x.getShape().get(2);
    long w = x.getShape().get(3);
    // Columns first, then whole rows: one copy of both would move two numbers at a time. Views keep
    // their memory until they are closed.
    try (NDArray apart = x.reshape(n, c, h, w, 1);
        NDArray repeated = apart.broadcast(n, c, h, w, factor);
        NDArray wide = repeated.reshape(n * c * h, 1, w * factor);
        NDArray tall = wide.broadcast(n * c * h, factor, w * factor)) {
      return tall.reshape(n, c, h * factor, w * factor);
    }
  }

  @Override
  public String canonicalForm() {
    return "upsample factor=" + factor;
  }
}
