package dev.digitgan.trainer.recipe;

import ai.djl.ndarray.types.Shape;
import com.google.auto.service.AutoService;
import dev.digitgan.image.ImageShape;
import dev.digitgan.latent.LatentDistribution;
import dev.digitgan.latent.LatentSource;
import dev.digitgan.network.Activation;
import dev.digitgan.network.ActivationFunction;
import dev.digitgan.network.Conv2d;
import dev.digitgan.network.GeneratorSpec;
import dev.digitgan.network.Layer;
import dev.digitgan.network.LayerStack;
import dev.digitgan.network.Linear;
import dev.digitgan.network.Reshape;
import dev.digitgan.network.Upsample;
import dev.digitgan.network.ValueRange;
import dev.digitgan.trainer.game.GameSettings;
import dev.digitgan.trainer.optim.AdamSettings;
import java.util.List;

/** A small convolutional pair that draws digits within minutes; images in [-1, 1]. */
@AutoService(RecipeSource.class)
public final class ConvNs implements RecipeSource {
  private static final int LATENT_SIZE = 64;
  private static final int SIDE = 28;

  @Override
  public Recipe recipe() {
    GeneratorSpec generator =
        new GeneratorSpec(
            new LayerStack(generatorLayers(), new Shape(LATENT_SIZE)),
            new LatentSource(LATENT_SIZE, LatentDistribution.NORMAL),
            ValueRange.MINUS_ONE_TO_ONE,
            new ImageShape(1, SIDE, SIDE),
            0);
    return new Recipe(
        "conv-ns",
        generator,
        new LayerStack(discriminatorLayers(), generator.stack().outputShape()),
        GameSettings.of(
            AdamSettings.of(1e-3f, 0.5f, 0.999f), AdamSettings.of(2e-4f, 0.5f, 0.999f), 64));
  }

  @Override
  public String description() {
    return "convolutional and small, non-saturating loss: digits within minutes";
  }

  private static List<Layer> generatorLayers() {
    return List.of(
        new Linear(LATENT_SIZE, 64 * 7 * 7),
        Reshape.to(64, 7, 7),
        ConvPair.batchNorm(64),
        ConvPair.relu(),
        new Upsample(2),
        new Conv2d(64, 32, 3, 1, 1),
        ConvPair.batchNorm(32),
        ConvPair.relu(),
        new Upsample(2),
        new Conv2d(32, 1, 3, 1, 1),
        Activation.of(ActivationFunction.TANH));
  }

  private static List<Layer> discriminatorLayers() {
    return List.of(
        new Conv2d(1, 32, 4, 2, 1),
        ConvPair.leakyRelu(),
        new Conv2d(32, 64, 4, 2, 1),
        ConvPair.leakyRelu(),
        Reshape.to(64 * 7 * 7),
        new Linear(64 * 7 * 7, 256),
        ConvPair.leakyRelu(),
        new Linear(256, 1));
  }
}
