package dev.digitgan.network;

import ai.djl.ndarray.NDArray;
import com.google.errorprone.annotations.Immutable;
import java.util.Locale;

/** Functions of one number. */
public enum ActivationFunction {
  RELU((x, slope) -> ai.djl.nn.Activation.relu(x)),
  LEAKY_RELU(ai.djl.nn.Activation::leakyRelu),
  /** x Φ(x), the exact one. Source: Hendrycks and Gimpel, arXiv:1606.08415, section 2. */
  GELU((x, slope) -> ai.djl.nn.Activation.gelu(x)),
  SIGMOID((x, slope) -> ai.djl.nn.Activation.sigmoid(x)),
  TANH((x, slope) -> ai.djl.nn.Activation.tanh(x));

  @Immutable
  private interface Elementwise {
    NDArray apply(NDArray x, float slope);
  }

  private final Elementwise function;

  ActivationFunction(Elementwise function) {
    this.function = function;
  }

  NDArray apply(NDArray x, float slope) {
    return function.apply(x, slope);
  }

  String canonicalName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
