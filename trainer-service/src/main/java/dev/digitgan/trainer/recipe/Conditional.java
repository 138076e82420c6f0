package dev.digitgan.trainer.recipe;

import com.google.auto.service.AutoService;
import dev.digitgan.trainer.data.DigitSet;

/** The recipe conv-ns-ema with the class as an input of both networks: clients choose a digit. */
@AutoService(RecipeSource.class)
public final class Conditional implements RecipeSource {
  @Override
  public Recipe recipe() {
    return new Recipe(
        "conditional",
        ConvPair.generator(1, DigitSet.CLASSES),
        ConvPair.discriminator(1, DigitSet.CLASSES),
        ConvNsEma.settings());
  }

  @Override
  public String description() {
    return "as conv-ns-ema, with classes: a client can ask for a digit";
  }
}
