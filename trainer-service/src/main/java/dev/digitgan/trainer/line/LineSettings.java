package dev.digitgan.trainer.line;

import static com.google.common.base.Preconditions.checkArgument;

import ai.djl.ndarray.types.Shape;
import dev.digitgan.image.ImageShape;
import dev.digitgan.latent.LatentDistribution;
import dev.digitgan.latent.LatentSource;
import dev.digitgan.network.Activation;
import dev.digitgan.network.ActivationFunction;
import dev.digitgan.network.GeneratorSpec;
import dev.digitgan.network.Layer;
import dev.digitgan.network.LayerStack;
import dev.digitgan.network.Linear;
import dev.digitgan.network.Reshape;
import dev.digitgan.network.ValueRange;
import dev.digitgan.trainer.game.Decay;
import dev.digitgan.trainer.game.GameSettings;
import dev.digitgan.trainer.game.Objective;
import dev.digitgan.trainer.optim.AdamSettings;
import java.util.List;

/**
 * The settings of a game on a line.
 *
 * @param steps of G
 * @param discriminatorSteps of D for each step of G
 */
public record LineSettings(
    Target target, Objective objective, int steps, int discriminatorSteps, long seed) {
  static final int BATCH = 256;

  private static final int GENERATOR_WIDTH = 32;
  private static final int DISCRIMINATOR_WIDTH = 64;
  private static final Shape POINT = new Shape(1, 1, 1);

  public LineSettings {
    checkArgument(steps >= 1 && discriminatorSteps >= 1, "steps of G and of D must be at least 1");
  }

  /** The generator: a point is an image of one pixel; the latent is normal. */
  GeneratorSpec generator() {
    List<Layer> layers =
        List.of(
            new Linear(1, GENERATOR_WIDTH),
            gelu(),
            new Linear(GENERATOR_WIDTH, GENERATOR_WIDTH),
            gelu(),
            new Linear(GENERATOR_WIDTH, 1),
            Reshape.to(1, 1, 1));
    return new GeneratorSpec(
        new LayerStack(layers, new Shape(1)),
        new LatentSource(1, LatentDistribution.NORMAL),
        ValueRange.ZERO_TO_ONE,
        new ImageShape(1, 1, 1),
        0);
  }

  LayerStack discriminator() {
    return new LayerStack(
        List.of(
            Reshape.to(1),
            new Linear(1, DISCRIMINATOR_WIDTH),
            gelu(),
            new Linear(DISCRIMINATOR_WIDTH, DISCRIMINATOR_WIDTH),
            gelu(),
            new Linear(DISCRIMINATOR_WIDTH, 1)),
        POINT);
  }

  GameSettings game() {
    AdamSettings generator = AdamSettings.of(1e-3f, 0, 0.99f);
    AdamSettings discriminator = AdamSettings.of(4e-3f, 0, 0.99f);
    return GameSettings.of(generator, discriminator, BATCH)
        .withObjective(objective)
        .withDiscriminatorSteps(discriminatorSteps)
        .withDecay(Decay.cosine(0.01f).over((long) steps * BATCH));
  }

  private static Activation gelu() {
    return Activation.of(ActivationFunction.GELU);
  }
}
