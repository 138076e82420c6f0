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
import dev.digitgan.trainer.optim.AdamSettings;
import dev.digitgan.trainer.recipe.Recipe;
import java.util.List;
import java.util.Optional;

/** A pair that trains in no time, for tests of what goes on around it. */
final class TinyRecipe {
  private TinyRecipe() {}

  /** Epochs of four steps. */
  static RunPlan plan(String run, int epochs) {
    return new RunPlan(run, recipe(), 1, epochs, Optional.of(4 * 8), 1, Optional.empty());
  }

  /** Batches of 8. */
  static Recipe recipe() {
    LayerStack generator =
        new LayerStack(
            List.of(
                new Linear(4, 16),
                new BatchNormalization(16, 1e-5f, 0.9f),
                Activation.of(ActivationFunction.RELU),
                new Linear(16, 784),
                Activation.of(ActivationFunction.SIGMOID),
                Reshape.to(1, 28, 28)),
            new Shape(4));
    LayerStack discriminator =
        new LayerStack(
            List.of(
                Reshape.to(784),
                new Linear(784, 16),
                Activation.of(ActivationFunction.GELU),
                new Linear(16, 1)),
            generator.outputShape());
    AdamSettings adam = AdamSettings.of(1e-2f, 0.5f, 0.9f);
    return new Recipe(
        "tiny",
        new GeneratorSpec(
            generator,
            new LatentSource(4, LatentDistribution.NORMAL),
            ValueRange.ZERO_TO_ONE,
            new ImageShape(1, 28, 28),
            0),
        discriminator,
        GameSettings.of(adam, adam, 8));
  }
}
