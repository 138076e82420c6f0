package dev.digitgan.k8s.stored;

import ai.djl.ndarray.types.Shape;
import dev.digitgan.image.ImageShape;
import dev.digitgan.latent.LatentDistribution;
import dev.digitgan.latent.LatentSource;
import dev.digitgan.network.Activation;
import dev.digitgan.network.ActivationFunction;
import dev.digitgan.network.Conv2d;
import dev.digitgan.network.GeneratorSpec;
import dev.digitgan.network.LayerStack;
import dev.digitgan.network.Linear;
import dev.digitgan.network.Reshape;
import dev.digitgan.network.ValueRange;
import dev.digitgan.trainer.game.GameSettings;
import dev.digitgan.trainer.optim.AdamSettings;
import dev.digitgan.trainer.recipe.Recipe;
import dev.digitgan.trainer.recipe.RecipeSource;
import java.util.List;

/** The recipe of the stored version that can be asked for a digit; small enough to be kept. */
public final class StoredClasses implements RecipeSource {
  private static final int LATENT_SIZE = 12;
  private static final int CLASSES = 10;
  private static final int HIDDEN = 40;

  @Override
  public Recipe recipe() {
    LayerStack generator =
        new LayerStack(
            List.of(
                new Linear(LATENT_SIZE + CLASSES, HIDDEN),
                new Activation(ActivationFunction.LEAKY_RELU, 0.2f),
                new Linear(HIDDEN, 28 * 28),
                Activation.of(ActivationFunction.SIGMOID),
                Reshape.to(1, 28, 28)),
            new Shape(LATENT_SIZE + CLASSES));
    LayerStack discriminator =
        new LayerStack(
            List.of(
                new Conv2d(1, 8, 4, 2, 1),
                new Activation(ActivationFunction.LEAKY_RELU, 0.2f),
                new Conv2d(8, 16, 4, 2, 1),
                new Activation(ActivationFunction.LEAKY_RELU, 0.2f),
                Reshape.to(16 * 7 * 7),
                new Linear(16 * 7 * 7, CLASSES)),
            generator.outputShape());
    return new Recipe(
        "stored-classes",
        new GeneratorSpec(
            generator,
            new LatentSource(LATENT_SIZE, LatentDistribution.UNIFORM),
            ValueRange.ZERO_TO_ONE,
            new ImageShape(1, 28, 28),
            CLASSES),
        discriminator,
        GameSettings.of(
            AdamSettings.of(2e-3f, 0.5f, 0.99f), AdamSettings.of(1e-4f, 0.5f, 0.99f), 20));
  }

  @Override
  public String description() {
    return "of the tests: what a stored version with classes was trained by";
  }
}
