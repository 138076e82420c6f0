package dev.digitgan.trainer.recipe;

import ai.djl.ndarray.types.Shape;
import dev.digitgan.image.ImageShape;
import dev.digitgan.latent.LatentDistribution;
import dev.digitgan.latent.LatentSource;
import dev.digitgan.network.Activation;
import dev.digitgan.network.ActivationFunction;
import dev.digitgan.network.GeneratorSpec;
import dev.digitgan.network.Layer;
import dev.digitgan.network.LayerStack;
import dev.digitgan.network.Linear;
import dev.digitgan.network.Reshape;
import dev.digitgan.network.ValueRange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Fully connected networks for 28x28 images. */
final class FullyConnected {
  static final int SIDE = 28;
  static final int PIXELS = SIDE * SIDE;

  private FullyConnected() {}

  /**
   * A generator.
   *
   * @param hidden the layers after a linear layer of that width
   * @param output the function of the last layer
   * @param widths of the hidden layers
   */
  static GeneratorSpec generator(
      LatentSource latents,
      ValueRange range,
      IntFunction<List<Layer>> hidden,
      ActivationFunction output,
      int... widths) {
    List<Layer> layers = new ArrayList<>();
    int width = latents.size();
    for (int next : widths) {
      layers.add(new Linear(width, next));
      layers.addAll(hidden.apply(next));
      width = next;
    }
    layers.add(new Linear(width, PIXELS));
    layers.add(Activation.of(output));
    layers.add(Reshape.to(1, SIDE, SIDE));
    return new GeneratorSpec(
        new LayerStack(layers, new Shape(latents.size())),
        latents,
        range,
        new ImageShape(1, SIDE, SIDE),
        0);
  }

  static LatentSource uniform(int size) {
    return new LatentSource(size, LatentDistribution.UNIFORM);
  }

  static LatentSource normal(int size) {
    return new LatentSource(size, LatentDistribution.NORMAL);
  }

  /** A discriminator with hidden layers of {@code widths}, each followed by {@code hidden}. */
  static LayerStack discriminator(Activation hidden, int... widths) {
    List<Layer> layers = new ArrayList<>();
    layers.add(Reshape.to(PIXELS));
    int width = PIXELS;
    for (int next : widths) {
      layers.add(new Linear(width, next));
      layers.add(hidden);
      width = next;
    }
    layers.add(new Linear(width, 1));
    return new LayerStack(layers, new Shape(1, SIDE, SIDE));
  }

  static Activation leakyRelu() {
    return new Activation(ActivationFunction.LEAKY_RELU, 0.2f);
  }
}
