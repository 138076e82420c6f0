package dev.digitgan.trainer.recipe;

import com.google.auto.service.AutoService;

/**
 * As pac2, on images of three channels, each a digit of its own: a thousand modes to find.
 *
 * <p>Source: Lin et al., arXiv:1712.04086, section 4.1.
 */
@AutoService(RecipeSource.class)
public final class Pac2Stacked implements RecipeSource {
  @Override
  public Recipe recipe() {
    return new Recipe(
        "pac2-stacked",
        ConvPair.generator(3, 0),
        ConvPair.discriminator(6, 1),
        ConvNsEma.settings().withPacking(2));
  }

  @Override
  public String description() {
    return "as pac2, on three digits in three channels: a thousand modes";
  }
}
