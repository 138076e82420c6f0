package dev.digitgan.generator.load;

import ai.djl.ndarray.types.Shape;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.version.CheckpointDraft;
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
import dev.digitgan.network.Network;
import dev.digitgan.network.Precision;
import dev.digitgan.network.Reshape;
import dev.digitgan.network.Upsample;
import dev.digitgan.network.ValueRange;
import java.util.ArrayList;
import java.util.List;

/**
 * Generators of the recipes' own shapes, since small ones do not show what depends on the number of
 * rows, and a small one. Never trained: see {@link RandomWeights}.
 */
public enum Generators {
  /** As mlp-gelu: 100 latents, four hidden layers, 1.5 million numbers. */
  MLP(100) {
    @Override
    ValueRange range() {
      return ValueRange.ZERO_TO_ONE;
    }

    @Override
    List<Layer> layers() {
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
  },
  /** As conv-ns: 64 latents, two convolutions. */
  CONV(64) {
    @Override
    ValueRange range() {
      return ValueRange.MINUS_ONE_TO_ONE;
    }

    @Override
    List<Layer> layers() {
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
  },
  /** Of no recipe's shape: draws far more images a second, for what is about other things. */
  SMALL(8) {
    @Override
    ValueRange range() {
      return ValueRange.MINUS_ONE_TO_ONE;
    }

    @Override
    List<Layer> layers() {
      return List.of(
          new Linear(8, 16),
          Activation.of(ActivationFunction.RELU),
          new Linear(16, 784),
          Activation.of(ActivationFunction.TANH),
          Reshape.to(1, 28, 28));
    }
  };

  public static final ImageShape SHAPE = new ImageShape(1, 28, 28);

  private final int latentSize;

  Generators(int latentSize) {
    this.latentSize = latentSize;
  }

  abstract List<Layer> layers();

  abstract ValueRange range();

  public GeneratorSpec spec() {
    return new GeneratorSpec(
        new LayerStack(layers(), new Shape(latentSize)),
        new LatentSource(latentSize, LatentDistribution.NORMAL),
        range(),
        SHAPE,
        0);
  }

  /** With weights of any kind. */
  public UntrainedGenerator untrained() {
    return new UntrainedGenerator(spec());
  }

  /** Weights that follow from {@code seed}. */
  public Network.TensorSource random(long seed) {
    return untrained().random(seed);
  }

  /** A model of its own; the caller closes it. */
  public GeneratorModel model(Network.TensorSource weights, Precision precision) {
    return untrained().model(weights, precision);
  }

  /** A checkpoint of {@link #random} weights, with its golden sample. */
  public CheckpointDraft draft(long seed) throws CheckpointException {
    return untrained().draft(seed);
  }
}
