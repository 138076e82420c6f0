package dev.digitgan.network;

import static com.google.common.base.Preconditions.checkArgument;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** Applies a function to each element; only {@link ActivationFunction#LEAKY_RELU} has a slope. */
public record Activation(ActivationFunction function, float slope) implements Layer {
  public Activation {
    checkArgument(
        Float.isFinite(slope) && (slope == 0 || function == ActivationFunction.LEAKY_RELU),
        "%s takes no slope of %s",
        function,
        slope);
  }

  public static Activation of(ActivationFunction function) {
    return new Activation(function, 0);
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public NDArray forward(NDArray x, TensorLookup tensors, Mode mode) {
    return function.apply(x, slope);
  }

  @Override
  public String canonicalForm() {
    return "activation " + function.canonicalName() + " slope=" + Layer.bits(slope);
  }
}
