package dev.digitgan.network;

import static com.google.common.base.Preconditions.checkArgument;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Turns {@code factor} by {@code factor} channels into pixels: channel {@code (c * factor + i) *
 * factor + j} at (y, x) becomes channel c at (y * factor + i, x * factor + j).
 *
 * <p>Source: Shi et al., arXiv:1609.05158, equation (4), with PyTorch's order of channels.
 */
public record PixelShuffle(int factor) implements Layer {
  public PixelShuffle {
    Require.positive("factor", factor);
  }

  @Override
  public Shape outputShape(Shape input) {
    Require.image(input);
    int pixels = Math.multiplyExact(factor, factor);
    checkArgument(
        input.get(0) % pixels == 0, "takes a multiple of %s channels, gets %s", pixels, input);
    return new Shape(input.get(0) / pixels, input.get(1) * factor, input.get(2) * factor);
  }

  @Override
  public NDArray forward(NDArray x, TensorLookup tensors, Mode mode) {
    long n = x.getShape().get(0);
    long c = x.getShape().get(1) / factor / factor;
    long h = x.getShape().get(2);
    long w = x.getShape().get(3);
    try (NDArray apart = x.reshape(n, c, factor, factor, h, w);
        NDArray ordered = apart.transpose(0, 1, 4, 2, 5, 3)) {
      return ordered.reshape(n, c, h * factor, w * factor);
    }
  }

  @Override
  public String canonicalForm() {
    return "pixel-shuffle factor=" + factor;
  }
}
