package dev.digitgan.generator.model;

import ai.djl.Device;
import ai.djl.ndarray.types.Shape;
import dev.digitgan.image.ImageShape;
import dev.digitgan.latent.LatentDistribution;
import dev.digitgan.latent.LatentSource;
import dev.digitgan.network.Activation;
import dev.digitgan.network.ActivationFunction;
import dev.digitgan.network.BatchNormalization;
import dev.digitgan.network.Conv2d;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.network.GeneratorSpec;
import dev.digitgan.network.Layer;
import dev.digitgan.network.LayerStack;
import dev.digitgan.network.Linear;
import dev.digitgan.network.Network.TensorSource;
import dev.digitgan.network.Precision;
import dev.digitgan.network.Reshape;
import dev.digitgan.network.Upsample;
import dev.digitgan.network.ValueRange;
import dev.digitgan.random.RandomStream;
import dev.digitgan.random.RandomStream.Domain;
import java.util.ArrayList;
import java.util.List;

/** Generators of the layers and sizes that the trainer's recipes have, with random weights. */
@SuppressWarnings("ImmutableEnumChecker") // A record of records, which the checker cannot see.
enum RealNetworks {
  FULLY_CONNECTED(100, ValueRange.ZERO_TO_ONE, fullyConnected()),
  CONVOLUTIONAL(64, ValueRange.MINUS_ONE_TO_ONE, convolutional());

  final GeneratorSpec spec;

  RealNetworks(int latentSize, ValueRange range, List<Layer> layers) {
    spec =
        new GeneratorSpec(
            new LayerStack(layers, new Shape(latentSize)),
            new LatentSource(latentSize, LatentDistribution.NORMAL),
            range,
            new ImageShape(1, 28, 28),
            0);
  }

  GeneratorModel model(Precision precision, long seed) {
    RandomStream random = new RandomStream(seed, Domain.INITIAL_WEIGHTS, 0);
    TensorSource weights =
        (manager, name, tensor) -> {
          float[] values = new float[Math.toIntExact(tensor.shape().size())];
          random.nextNormals(values, 0, values.length);
          for (int i = 0; i < values.length; i++) {
            values[i] =
                switch (tensor.role()) {
                  case WEIGHT -> values[i] * (float) Math.sqrt(2.0 / tensor.fanIn());
                  case BIAS, SHIFT, RUNNING_MEAN -> values[i] * 0.1f;
                  case SCALE, RUNNING_VARIANCE -> 1 + 0.2f * Math.abs(values[i]);
                };
          }
          return manager.create(values, tensor.shape());
        };
    return GeneratorModel.create(spec, Device.cpu(), precision, weights);
  }

  private static List<Layer> fullyConnected() {
    List<Layer> layers = new ArrayList<>();
    int width = 100;
    for (int next : new int[] {128, 256, 512, 1024}) {
      layers.add(new Linear(width, next));
      layers.add(new BatchNormalization(next, 1e-5f, 0.9f));
      layers.add(Activation.of(ActivationFunction.GELU));
      width = next;
    }
    layers.add(new Linear(width, 784));
    layers.add(Activation.of(ActivationFunction.SIGMOID));
    layers.add(Reshape.to(1, 28, 28));
    return layers;
  }

  private static List<Layer> convolutional() {
    return List.of(
        new Linear(64, 64 * 7 * 7),
        Reshape.to(64, 7, 7),
        new BatchNormalization(64, 1e-5f, 0.9f),
        Activation.of(ActivationFunction.RELU),
        new Upsample(2),
        new Conv2d(64, 32, 3, 1, 1),
        new BatchNormalization(32, 1e-5f, 0.9f),
        Activation.of(ActivationFunction.RELU),
        new Upsample(2),
        new Conv2d(32, 1, 3, 1, 1),
        Activation.of(ActivationFunction.TANH));
  }
}
