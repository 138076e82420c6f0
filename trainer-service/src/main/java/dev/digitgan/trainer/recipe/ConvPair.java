package dev.digitgan.trainer.recipe;

import ai.djl.ndarray.types.Shape;
import dev.digitgan.image.ImageShape;
import dev.digitgan.latent.LatentDistribution;
import dev.digitgan.latent.LatentSource;
import dev.digitgan.network.Activation;
import dev.digitgan.network.ActivationFunction;
import dev.digitgan.network.BatchNormalization;
import dev.digitgan.network.Conv2d;
import dev.digitgan.network.GeneratorSpec;
import dev.digitgan.network.Layer;
import dev.digitgan.network.LayerStack;
import dev.digitgan.network.Linear;
import dev.digitgan.network.PixelShuffle;
import dev.digitgan.network.Reshape;
import dev.digitgan.network.Upsample;
import dev.digitgan.network.ValueRange;
import java.util.List;

/** The convolutional networks that several recipes share; images of 28x28 in [-1, 1]. */
final class ConvPair {
  private static final int LATENT_SIZE = 64;
  private static final int SIDE = 28;

  private ConvPair() {}

  /**
   * The generator. Its convolutions work at 14x14: the last one makes four pixels a position, at a
   * quarter of the cost of a convolution at 28x28.
   *
   * @param classes 0 = unconditional
   */
  static GeneratorSpec generator(int channels, int classes) {
    int inputs = LATENT_SIZE + classes;
    List<Layer> layers =
        List.of(
            new Linear(inputs, 128 * 7 * 7),
            Reshape.to(128, 7, 7),
            batchNorm(128),
            relu(),
            new Upsample(2),
            new Conv2d(128, 64, 3, 1, 1),
            batchNorm(64),
            relu(),
            new Conv2d(64, 64, 3, 1, 1),
            batchNorm(64),
            relu(),
            new Conv2d(64, 4 * channels, 3, 1, 1),
            new PixelShuffle(2),
            Activation.of(ActivationFunction.TANH));
    return new GeneratorSpec(
        new LayerStack(layers, new Shape(inputs)),
        new LatentSource(LATENT_SIZE, LatentDistribution.NORMAL),
        ValueRange.MINUS_ONE_TO_ONE,
        new ImageShape(channels, SIDE, SIDE),
        classes);
  }

  /**
   * The discriminator.
   *
   * @param channels of all images of a pack
   * @param logits one, or one for each class
   */
  static LayerStack discriminator(int channels, int logits) {
    List<Layer> layers =
        List.of(
            new Conv2d(channels, 64, 4, 2, 1),
            leakyRelu(),
            new Conv2d(64, 128, 4, 2, 1),
            leakyRelu(),
            Reshape.to(128 * 7 * 7),
            new Linear(128 * 7 * 7, 256),
            leakyRelu(),
            new Linear(256, logits));
    return new LayerStack(layers, new Shape(channels, SIDE, SIDE));
  }

  static Layer batchNorm(int features) {
    return new BatchNormalization(features, 1e-5f, 0.9f);
  }

  static Layer relu() {
    return Activation.of(ActivationFunction.RELU);
  }

  static Layer leakyRelu() {
    return new Activation(ActivationFunction.LEAKY_RELU, 0.2f);
  }
}
