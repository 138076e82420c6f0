package dev.digitgan.generator.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
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
import dev.digitgan.network.LayerTensor;
import dev.digitgan.network.Linear;
import dev.digitgan.network.Network.TensorSource;
import dev.digitgan.network.Reshape;
import dev.digitgan.network.Upsample;
import dev.digitgan.network.ValueRange;
import dev.digitgan.random.RandomStream;
import dev.digitgan.random.RandomStream.Domain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The generators of the trainer's two recipes, layer by layer (this service does not depend on the
 * trainer; a store given by {@code --store} is the way to measure another network), and weights as
 * they are before training: how fast a network draws does not depend on them, as long as nothing in
 * between is denormal.
 */
final class BenchNetworks {
  private static final int SIDE = 28;

  private BenchNetworks() {}

  /** IllegalArgumentException for a recipe that is none of the two. */
  static GeneratorSpec spec(String recipe) {
    return switch (recipe) {
      case "conv-ns" -> spec(convNs(), 64, ValueRange.MINUS_ONE_TO_ONE);
      case "mlp-gelu" -> spec(mlpGelu(), 100, ValueRange.ZERO_TO_ONE);
      default ->
          throw new IllegalArgumentException(
              "recipe '" + recipe + "' is neither conv-ns nor mlp-gelu");
    };
  }

  private static GeneratorSpec spec(List<Layer> layers, int latentSize, ValueRange range) {
    return new GeneratorSpec(
        new LayerStack(layers, new Shape(latentSize)),
        new LatentSource(latentSize, LatentDistribution.NORMAL),
        range,
        new ImageShape(1, SIDE, SIDE),
        0);
  }

  private static List<Layer> convNs() {
    return List.of(
        new Linear(64, 64 * 7 * 7),
        Reshape.to(64, 7, 7),
        batchNorm(64),
        Activation.of(ActivationFunction.RELU),
        new Upsample(2),
        new Conv2d(64, 32, 3, 1, 1),
        batchNorm(32),
        Activation.of(ActivationFunction.RELU),
        new Upsample(2),
        new Conv2d(32, 1, 3, 1, 1),
        Activation.of(ActivationFunction.TANH));
  }

  private static List<Layer> mlpGelu() {
    List<Layer> layers = new ArrayList<>();
    int width = 100;
    for (int next : new int[] {128, 256, 512, 1024}) {
      layers.add(new Linear(width, next));
      layers.add(batchNorm(next));
      layers.add(Activation.of(ActivationFunction.GELU));
      width = next;
    }
    layers.add(new Linear(width, SIDE * SIDE));
    layers.add(Activation.of(ActivationFunction.SIGMOID));
    layers.add(Reshape.to(1, SIDE, SIDE));
    return layers;
  }

  private static Layer batchNorm(int features) {
    return new BatchNormalization(features, 1e-5f, 0.9f);
  }

  /** Weights and biases uniform on (-1/sqrt(n), 1/sqrt(n)) for n inputs, as training begins. */
  static TensorSource untrained(long seed) {
    return (manager, name, tensor) -> untrained(manager, tensor, seed ^ name.hashCode());
  }

  private static NDArray untrained(NDManager manager, LayerTensor tensor, long seed) {
    float[] values = new float[Math.toIntExact(tensor.shape().size())];
    switch (tensor.role()) {
      case WEIGHT, BIAS -> {
        new RandomStream(seed, Domain.INITIAL_WEIGHTS, 0).nextUniforms(values, 0, values.length);
        float bound = (float) (1 / Math.sqrt(tensor.fanIn()));
        for (int i = 0; i < values.length; i++) {
          values[i] *= bound;
        }
      }
      case SCALE, RUNNING_VARIANCE -> Arrays.fill(values, 1);
      case SHIFT, RUNNING_MEAN -> Arrays.fill(values, 0);
    }
    return manager.create(values, tensor.shape());
  }
}
