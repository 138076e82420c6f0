package dev.digitgan.trainer.recipe;

import com.google.auto.service.AutoService;

/**
 * The recipe pac2 on images with a digit in each of three channels: a thousand modes.
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
