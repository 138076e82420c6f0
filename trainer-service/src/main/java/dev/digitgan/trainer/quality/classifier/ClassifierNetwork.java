package dev.digitgan.trainer.quality.classifier;

import ai.djl.ndarray.types.Shape;
import dev.digitgan.checkpoint.evaluator.EvaluatorSpec;
import dev.digitgan.network.Activation;
import dev.digitgan.network.ActivationFunction;
import dev.digitgan.network.BatchNormalization;
import dev.digitgan.network.Conv2d;
import dev.digitgan.network.Layer;
import dev.digitgan.network.LayerStack;
import dev.digitgan.network.Linear;
import dev.digitgan.network.Reshape;
import dev.digitgan.network.ValueRange;
import dev.digitgan.trainer.data.DigitSet;
import java.util.ArrayList;
import java.util.List;

/**
 * The layers of a new classifier: LeNet-5's plan with strides in place of its pooling, batch
 * normalisation and ReLU, and its 84 features before the last layer.
 *
 * <p>Source: LeCun et al., Proc. IEEE 86 (1998), section II.B.
 */
final class ClassifierNetwork {
  static final int SIDE = 28;
  private static final int FEATURES = 84;

  private ClassifierNetwork() {}

  static EvaluatorSpec spec() {
    List<Layer> layers = new ArrayList<>();
    convolution(layers, new Conv2d(1, 16, 4, 2, 1));
    convolution(layers, new Conv2d(16, 32, 3, 1, 1));
    convolution(layers, new Conv2d(32, 64, 4, 2, 1));
    convolution(layers, new Conv2d(64, 64, 3, 2, 1));
    layers.add(Reshape.to(1024));
    layers.add(new Linear(1024, FEATURES));
    layers.add(new BatchNormalization(FEATURES, 1e-5f, 0.9f));
    layers.add(Activation.of(ActivationFunction.RELU));
    int featureLayers = layers.size();
    layers.add(new Linear(FEATURES, DigitSet.CLASSES));
    // Background at 0, as the padding is.
    return new EvaluatorSpec(
        new LayerStack(layers, new Shape(1, SIDE, SIDE)), featureLayers, ValueRange.ZERO_TO_ONE);
  }

  private static void convolution(List<Layer> layers, Conv2d convolution) {
    layers.add(convolution);
    layers.add(new BatchNormalization(convolution.outputs(), 1e-5f, 0.9f));
    layers.add(Activation.of(ActivationFunction.RELU));
  }
}
