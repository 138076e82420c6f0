package dev.digitgan.network;

import ai.djl.ndarray.NDArray;
import java.util.Locale;

/** Functions of one number. */
public enum ActivationFunction {
  RELU {
    @Override
    NDArray apply(NDArray x, float slope) {
      return ai.djl.nn.Activation.relu(x);
    }
  },
  LEAKY_RELU {
    @Override
    NDArray apply(NDArray x, float slope) {
      return ai.djl.nn.Activation.leakyRelu(x, slope);
    }
  },
  /** x Φ(x), the exact one. Source: Hendrycks and Gimpel, arXiv:1606.08415, section 2. */
  GELU {
    @Override
    NDArray apply(NDArray x, float slope) {
      return ai.djl.nn.Activation.gelu(x);
    }
  },
  SIGMOID {
    @Override
    NDArray apply(NDArray x, float slope) {
      return ai.djl.nn.Activation.sigmoid(x);
    }
  },
  TANH {
    @Override
    NDArray apply(NDArray x, float slope) {
      return ai.djl.nn.Activation.tanh(x);
    }
  };

  abstract NDArray apply(NDArray x, float slope);

  String canonicalName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
