package dev.digitgan.trainer.recipe;

import com.google.auto.service.AutoService;
import dev.digitgan.trainer.game.Decay;
import dev.digitgan.trainer.game.GameSettings;
import dev.digitgan.trainer.game.GameSettings.Penalty;
import dev.digitgan.trainer.optim.AdamSettings;

/**
 * The non-saturating loss with a gradient penalty on D. The rates fall by half a cosine over the
 * run, and the average of G is published.
 */
@AutoService(RecipeSource.class)
public final class ConvNsEma implements RecipeSource {
  @Override
  public Recipe recipe() {
    return new Recipe(
        "conv-ns-ema", ConvPair.generator(1, 0), ConvPair.discriminator(1, 1), settings());
  }

  /** The settings from which recipes with the same networks start. */
  static GameSettings settings() {
    return GameSettings.of(
            AdamSettings.of(1e-3f, 0.5f, 0.99f), AdamSettings.of(4e-4f, 0.5f, 0.99f), 64)
        .withAverageHalfLife(20_000)
        .withDecay(Decay.cosine(0.05f))
        .withPenalty(new Penalty(0.3f, 0.1f, 1));
  }

  @Override
  public String description() {
    return "convolutional, non-saturating loss, gradient penalty; publishes the average of G";
  }
}
