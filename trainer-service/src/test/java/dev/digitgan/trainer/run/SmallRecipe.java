package dev.digitgan.trainer.run;

import ai.djl.ndarray.types.Shape;
import dev.digitgan.image.ImageShape;
import dev.digitgan.latent.LatentDistribution;
import dev.digitgan.latent.LatentSource;
import dev.digitgan.network.Activation;
import dev.digitgan.network.ActivationFunction;
import dev.digitgan.network.BatchNormalization;
import dev.digitgan.network.GeneratorSpec;
import dev.digitgan.network.LayerStack;
import dev.digitgan.network.Linear;
import dev.digitgan.network.Reshape;
import dev.digitgan.network.ValueRange;
import dev.digitgan.trainer.game.GameSettings;
import dev.digitgan.trainer.game.PlayerSettings;
import dev.digitgan.trainer.optim.AdamSettings;
import dev.digitgan.trainer.recipe.Recipe;
import java.util.List;

/** A pair that learns strokes within some hundred steps of a few milliseconds. */
public final class SmallRecipe {
  private SmallRecipe() {}

  /** Batches of 20, at a rate of 1e-3 for both. */
  public static Recipe recipe() {
    LayerStack generator =
        new LayerStack(
            List.of(
                new Linear(16, 64),
                new BatchNormalization(64, 1e-5f, 0.9f),
                Activation.of(ActivationFunction.GELU),
                new Linear(64, 128),
                new BatchNormalization(128, 1e-5f, 0.9f),
                Activation.of(ActivationFunction.GELU),
                new Linear(128, 784),
                Activation.of(ActivationFunction.SIGMOID),
                Reshape.to(1, 28, 28)),
            new Shape(16));
    LayerStack discriminator =
        new LayerStack(
            List.of(
                Reshape.to(784),
                new Linear(784, 128),
                Activation.of(ActivationFunction.GELU),
                new Linear(128, 64),
                Activation.of(ActivationFunction.GELU),
                new Linear(64, 1)),
            generator.outputShape());
    return new Recipe(
        "small",
        new GeneratorSpec(
            generator,
            new LatentSource(16, LatentDistribution.NORMAL),
            ValueRange.ZERO_TO_ONE,
            new ImageShape(1, 28, 28),
            0),
        discriminator,
        GameSettings.of(adam(1e-3f), adam(1e-3f), 20));
  }

  /** The same with another rate of D. */
  public static Recipe discriminatorRate(Recipe of, float rate) {
    return of.with(of.game().withDiscriminator(PlayerSettings.of(adam(rate))));
  }

  /** The same with another rate of G. */
  static Recipe generatorRate(Recipe of, float rate) {
    return of.with(of.game().withGenerator(PlayerSettings.of(adam(rate))));
  }

  private static AdamSettings adam(float rate) {
    return AdamSettings.of(rate, 0.4f, 0.8f);
  }
}
