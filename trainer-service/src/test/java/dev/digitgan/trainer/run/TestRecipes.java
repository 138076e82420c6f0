package dev.digitgan.trainer.run;

import ai.djl.ndarray.types.Shape;
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
import dev.digitgan.trainer.game.PlayerSettings;
import dev.digitgan.trainer.optim.AdamSettings;
import dev.digitgan.trainer.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fully connected pairs that train fast. */
public final class TestRecipes {
  private static final int PIXELS = 784;

  private TestRecipes() {}

  /**
   * Learns strokes within some hundred steps of a few milliseconds. Batches of 20, at a rate of
   * 1e-3 for both.
   */
  public static Recipe small() {
    return recipe("small", 16, List.of(64, 128), GameSettings.of(adam(1e-3f), adam(1e-3f), 20));
  }

  /** The small one, or one made of it, with another rate of D. */
  public static Recipe discriminatorRate(Recipe of, float rate) {
    return of.with(of.game().withDiscriminator(PlayerSettings.of(adam(rate))));
  }

  /** The small one, or one made of it, with another rate of G. */
  static Recipe generatorRate(Recipe of, float rate) {
    return of.with(of.game().withGenerator(PlayerSettings.of(adam(rate))));
  }

  /** Trains in no time, for tests of what goes on around it. Batches of 8. */
  static Recipe tiny() {
    AdamSettings adam = AdamSettings.of(1e-2f, 0.5f, 0.9f);
    return recipe("tiny", 4, List.of(16), GameSettings.of(adam, adam, 8));
  }

  /** A run of the tiny one. Epochs of four steps. */
  static RunPlan tinyPlan(String run, int epochs) {
    return new RunPlan(run, tiny(), 1, epochs, Optional.of(4 * 8), 1, Optional.empty());
  }

  /**
   * @param widths of G's hidden layers; D's are the same backwards
   */
  private static Recipe recipe(String name, int latents, List<Integer> widths, GameSettings game) {
    List<Layer> generator = new ArrayList<>();
    int width = latents;
    for (int next : widths) {
      generator.add(new Linear(width, next));
      generator.add(new BatchNormalization(next, 1e-5f, 0.9f));
      generator.add(gelu());
      width = next;
    }
    generator.add(new Linear(width, PIXELS));
    generator.add(Activation.of(ActivationFunction.SIGMOID));
    generator.add(Reshape.to(1, 28, 28));
    LayerStack stack = new LayerStack(generator, new Shape(latents));
    return new Recipe(
        name,
        new GeneratorSpec(
            stack,
            new LatentSource(latents, LatentDistribution.NORMAL),
            ValueRange.ZERO_TO_ONE,
            new ImageShape(1, 28, 28),
            0),
        discriminator(widths, stack.outputShape()),
        game);
  }

  private static LayerStack discriminator(List<Integer> widths, Shape image) {
    List<Layer> layers = new ArrayList<>(List.of(Reshape.to(PIXELS)));
    int width = PIXELS;
    for (int i = widths.size() - 1; i >= 0; i--) {
      layers.add(new Linear(width, widths.get(i)));
      layers.add(gelu());
      width = widths.get(i);
    }
    layers.add(new Linear(width, 1));
    return new LayerStack(layers, image);
  }

  private static Activation gelu() {
    return Activation.of(ActivationFunction.GELU);
  }

  private static AdamSettings adam(float rate) {
    return AdamSettings.of(rate, 0.4f, 0.8f);
  }
}
