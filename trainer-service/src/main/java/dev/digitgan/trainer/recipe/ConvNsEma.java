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
import dev.digitgan.trainer.game.GameSettings;
import dev.digitgan.trainer.game.GameSettings.Decay;
import dev.digitgan.trainer.optim.AdamSettings;
import java.util.List;

/**
 * A convolutional pair with the non-saturating loss, whose average is published: the rates fall by
 * half a cosine over the run. Images in [-1, 1].
 */
final class ConvNsEma {
  static final String NAME = "conv-ns-ema";

  private static final int LATENT_SIZE = 64;
  private static final int SIDE = 28;

  private ConvNsEma() {}

  static Recipe recipe() {
    GeneratorSpec generator =
        new GeneratorSpec(
            new LayerStack(generatorLayers(), new Shape(LATENT_SIZE)),
            new LatentSource(LATENT_SIZE, LatentDistribution.NORMAL),
            ValueRange.MINUS_ONE_TO_ONE,
            new ImageShape(1, SIDE, SIDE),
            0);
    return new Recipe(
        NAME,
        generator,
        new LayerStack(discriminatorLayers(), generator.stack().outputShape()),
        GameSettings.of(
                AdamSettings.of(1e-3f, 0.5f, 0.99f), AdamSettings.of(4e-4f, 0.5f, 0.99f), 64)
            .withAverageHalfLife(20_000)
            .withDecay(new Decay(0.05f, 0)));
  }

  /** All convolutions at 14x14: the last one draws four pixels for each of its positions. */
  private static List<Layer> generatorLayers() {
    return List.of(
        new Linear(LATENT_SIZE, 128 * 7 * 7),
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
        new Conv2d(64, 4, 3, 1, 1),
        new PixelShuffle(2),
        Activation.of(ActivationFunction.TANH));
  }

  private static List<Layer> discriminatorLayers() {
    return List.of(
        new Conv2d(1, 64, 4, 2, 1),
        leakyRelu(),
        new Conv2d(64, 128, 4, 2, 1),
        leakyRelu(),
        Reshape.to(128 * 7 * 7),
        new Linear(128 * 7 * 7, 256),
        leakyRelu(),
        new Linear(256, 1));
  }

  private static Layer batchNorm(int features) {
    return new BatchNormalization(features, 1e-5f, 0.9f);
  }

  private static Layer relu() {
    return Activation.of(ActivationFunction.RELU);
  }

  private static Layer leakyRelu() {
    return new Activation(ActivationFunction.LEAKY_RELU, 0.2f);
  }
}
