package dev.digitgan.trainer.recipe;

import com.google.auto.service.AutoService;

/**
 * The recipe conv-ns-ema with a D that judges two images at a time, and so sees mode collapse.
 *
 * <p>Source: Lin et al., arXiv:1712.04086.
 */
@AutoService(RecipeSource.class)
public final class Pac2 implements RecipeSource {
  @Override
  public Recipe recipe() {
    return new Recipe(
        "pac2",
        ConvPair.generator(1, 0),
        ConvPair.discriminator(2, 1),
        ConvNsEma.settings().withPacking(2));
  }

  @Override
  public String description() {
    return "as conv-ns-ema, where the discriminator judges pairs";
  }
}
