package dev.digitgan.trainer.recipe;

import ai.djl.ndarray.types.Shape;
import com.google.auto.service.AutoService;
import dev.digitgan.image.ImageShape;
import dev.digitgan.latent.LatentDistribution;
import dev.digitgan.latent.LatentSource;
import dev.digitgan.network.Activation;
import dev.digitgan.network.ActivationFunction;
import dev.digitgan.network.BatchNormalization;
import dev.digitgan.network.GeneratorSpec;
import dev.digitgan.network.Layer;
import dev.digitgan.network.LayerStack;
import dev.digitgan.network.Linear;
import dev.digitgan.network.Reshape;
import dev.digitgan.network.ValueRange;
import dev.digitgan.trainer.game.GameSettings;
import dev.digitgan.trainer.optim.AdamSettings;
import java.util.ArrayList;
import java.util.List;

/** Fully connected, with GELU, and batch normalisation in G; images in [0, 1]. */
@AutoService(RecipeSource.class)
public final class MlpGelu implements RecipeSource {
  private static final String NAME = "mlp-gelu";

  private static final int LATENT_SIZE = 100;
  private static final int SIDE = 28;
  private static final int PIXELS = SIDE * SIDE;
  private static final int[] GENERATOR_WIDTHS = {128, 256, 512, 1024};
  private static final int[] DISCRIMINATOR_WIDTHS = {512, 256, 128, 64, 32};

  @Override
  public Recipe recipe() {
    GeneratorSpec generator =
        new GeneratorSpec(
            new LayerStack(generatorLayers(), new Shape(LATENT_SIZE)),
            new LatentSource(LATENT_SIZE, LatentDistribution.NORMAL),
            ValueRange.ZERO_TO_ONE,
            new ImageShape(1, SIDE, SIDE),
            0);
    AdamSettings adam = AdamSettings.of(3e-4f, 0.4f, 0.8f).withWeightDecay(1e-4f);
    return new Recipe(
        NAME,
        generator,
        new LayerStack(discriminatorLayers(), generator.stack().outputShape()),
        GameSettings.of(adam, adam, 64));
  }

  @Override
  public String description() {
    return "fully connected, GELU and batch normalisation";
  }

  private static List<Layer> generatorLayers() {
    List<Layer> layers = new ArrayList<>();
    int width = LATENT_SIZE;
    for (int next : GENERATOR_WIDTHS) {
      layers.add(new Linear(width, next));
      layers.add(new BatchNormalization(next, 1e-5f, 0.9f));
      layers.add(Activation.of(ActivationFunction.GELU));
      width = next;
    }
    layers.add(new Linear(width, PIXELS));
    layers.add(Activation.of(ActivationFunction.SIGMOID));
    layers.add(Reshape.to(1, SIDE, SIDE));
    return layers;
  }

  private static List<Layer> discriminatorLayers() {
    List<Layer> layers = new ArrayList<>();
    layers.add(Reshape.to(PIXELS));
    int width = PIXELS;
    for (int next : DISCRIMINATOR_WIDTHS) {
      layers.add(new Linear(width, next));
      layers.add(Activation.of(ActivationFunction.GELU));
      width = next;
    }
    layers.add(new Linear(width, 1));
    return layers;
  }
}
