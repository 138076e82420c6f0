package dev.digitgan.k8s.stored;

import ai.djl.ndarray.types.Shape;
import dev.digitgan.image.ImageShape;
import dev.digitgan.latent.LatentDistribution;
import dev.digitgan.latent.LatentSource;
import dev.digitgan.network.Activation;
import dev.digitgan.network.ActivationFunction;
import dev.digitgan.network.BatchNormalization;
import dev.digitgan.network.Conv2d;
import dev.digitgan.network.GeneratorSpec;
import dev.digitgan.network.LayerStack;
import dev.digitgan.network.Linear;
import dev.digitgan.network.PixelShuffle;
import dev.digitgan.network.Reshape;
import dev.digitgan.network.Upsample;
import dev.digitgan.network.ValueRange;
import dev.digitgan.trainer.game.Decay;
import dev.digitgan.trainer.game.GameSettings;
import dev.digitgan.trainer.layer.Dropout;
import dev.digitgan.trainer.layer.Maxout;
import dev.digitgan.trainer.optim.AdamSettings;
import dev.digitgan.trainer.optim.MomentumSettings;
import dev.digitgan.trainer.recipe.Recipe;
import dev.digitgan.trainer.recipe.RecipeSource;
import java.util.List;

/**
 * The recipe of the stored run that goes on: so small that its whole state fits into a repository,
 * with moments of both optimisers, an average, and layers of both networks that only training has.
 * The stored state names its settings and shapes, so none of them ever changes.
 */
public final class StoredPlain implements RecipeSource {
  static final String NAME = "stored-plain";

  private static final int LATENT_SIZE = 16;

  @Override
  public Recipe recipe() {
    LayerStack generator =
        new LayerStack(
            List.of(
                new Linear(LATENT_SIZE, 8 * 7 * 7),
                Reshape.to(8, 7, 7),
                new BatchNormalization(8, 1e-5f, 0.9f),
                Activation.of(ActivationFunction.RELU),
                new Upsample(2),
                new Conv2d(8, 8, 3, 1, 1),
                new BatchNormalization(8, 1e-5f, 0.9f),
                Activation.of(ActivationFunction.GELU),
                new Conv2d(8, 4, 3, 1, 1),
                new PixelShuffle(2),
                Activation.of(ActivationFunction.TANH)),
            new Shape(LATENT_SIZE));
    LayerStack discriminator =
        new LayerStack(
            List.of(
                Reshape.to(28 * 28),
                new Dropout(0.8f),
                new Maxout(28 * 28, 6, 2),
                new Dropout(0.8f),
                new Linear(6, 1)),
            generator.outputShape());
    return new Recipe(
        NAME,
        new GeneratorSpec(
            generator,
            new LatentSource(LATENT_SIZE, LatentDistribution.NORMAL),
            ValueRange.MINUS_ONE_TO_ONE,
            new ImageShape(1, 28, 28),
            0),
        discriminator,
        GameSettings.of(
                AdamSettings.of(2e-3f, 0.5f, 0.99f),
                new MomentumSettings(0.02f, 0.5f, 0.7f, 1_000, 1.9f),
                20)
            .withAverageHalfLife(1_000)
            .withDecay(Decay.steps(0.95f, 1_000)));
  }

  @Override
  public String description() {
    return "of the tests: what a stored run was trained by";
  }
}
