package dev.digitgan.trainer.recipe;

import com.google.auto.service.AutoService;
import dev.digitgan.trainer.game.Decay;
import dev.digitgan.trainer.game.GameSettings;
import dev.digitgan.trainer.game.GameSettings.Penalty;
import dev.digitgan.trainer.game.Objective;
import dev.digitgan.trainer.optim.AdamSettings;

/**
 * The relativistic loss of pairs, without momentum. Zero-centred gradient penalties on real images
 * and fakes fall tenfold over the run, as the rates do.
 *
 * <p>Source: Huang et al., arXiv:2501.05441.
 */
@AutoService(RecipeSource.class)
public final class ConvR3 implements RecipeSource {
  @Override
  public Recipe recipe() {
    AdamSettings adam = AdamSettings.of(5e-4f, 0, 0.99f);
    return new Recipe(
        "conv-r3",
        ConvPair.generator(1, 0),
        ConvPair.discriminator(1, 1),
        GameSettings.of(adam, adam, 64)
            .withObjective(Objective.RELATIVISTIC)
            .withAverageHalfLife(20_000)
            .withDecay(Decay.cosine(0.05f))
            .withPenalty(new Penalty(0.1f, 0.01f, 1)));
  }

  @Override
  public String description() {
    return "convolutional, relativistic loss of pairs, gradient penalties that fall";
  }
}
