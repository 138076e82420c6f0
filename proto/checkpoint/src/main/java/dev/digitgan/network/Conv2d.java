package dev.digitgan.network;

import static com.google.common.base.Preconditions.checkArgument;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.digitgan.network.LayerTensor.Role;
import java.util.List;
import java.util.Locale;

/** Cross-correlation with a square kernel, zero padding and a bias. */
public record Conv2d(int inputs, int outputs, int kernel, int stride, int padding)
    implements Layer {
  public Conv2d {
    Require.positive("inputs", inputs);
    Require.positive("outputs", outputs);
    Require.positive("kernel", kernel);
    Require.positive("stride", stride);
    checkArgument(
        padding >= 0 && padding < kernel, "padding is %s for a kernel of %s", padding, kernel);
  }

  @Override
  public List<LayerTensor> tensors() {
    int fanIn = Math.multiplyExact(inputs, Math.multiplyExact(kernel, kernel));
    return List.of(
        new LayerTensor("weight", new Shape(outputs, inputs, kernel, kernel), Role.WEIGHT, fanIn),
        new LayerTensor("bias", new Shape(outputs), Role.BIAS, fanIn));
  }

  @Override
  public Shape outputShape(Shape input) {
    Require.image(input);
    checkArgument(input.get(0) == inputs, "takes %s channels, gets %s", inputs, input);
    return new Shape(outputs, extent(input.get(1)), extent(input.get(2)));
  }

  private long extent(long input) {
    long room = input + 2L * padding - kernel;
    checkArgument(room >= 0, "kernel of %s is larger than its input", kernel);
    return room / stride + 1;
  }

  @Override
  public NDArray forward(NDArray x, TensorLookup tensors, Mode mode) {
    return ai.djl.nn.convolutional.Conv2d.conv2d(
            x,
            tensors.tensor("weight"),
            tensors.tensor("bias"),
            new Shape(stride, stride),
            new Shape(padding, padding))
        .singletonOrThrow();
  }

  @Override
  public String canonicalForm() {
    return String.format(
        Locale.ROOT,
        "conv2d inputs=%d outputs=%d kernel=%d stride=%d padding=%d",
        inputs,
        outputs,
        kernel,
        stride,
        padding);
  }
}
