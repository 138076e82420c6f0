package dev.digitgan.network;

import static com.google.common.base.Preconditions.checkArgument;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.digitgan.network.LayerTensor.Role;
import java.util.List;

/** y = x Wᵀ + b. */
public record Linear(int inputs, int outputs) implements Layer {
  public Linear {
    Require.positive("inputs", inputs);
    Require.positive("outputs", outputs);
  }

  @Override
  public List<LayerTensor> tensors() {
    return List.of(
        new LayerTensor("weight", new Shape(outputs, inputs), Role.WEIGHT, inputs),
        new LayerTensor("bias", new Shape(outputs), Role.BIAS, inputs));
  }

  @Override
  public Shape outputShape(Shape input) {
    checkArgument(input.equals(new Shape(inputs)), "takes (%s), gets %s", inputs, input);
    return new Shape(outputs);
  }

  @Override
  public NDArray forward(NDArray x, TensorLookup tensors, Mode mode) {
    return ai.djl.nn.core.Linear.linear(x, tensors.tensor("weight"), tensors.tensor("bias"))
        .singletonOrThrow();
  }

  @Override
  public String canonicalForm() {
    return "linear inputs=" + inputs + " outputs=" + outputs;
  }
}
