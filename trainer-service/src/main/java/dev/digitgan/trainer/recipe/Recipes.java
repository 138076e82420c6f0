package dev.digitgan.trainer.recipe;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The recipes by name. */
public final class Recipes {
  /** What is trained when no recipe is named. */
  public static final String DEFAULT = ConvNs.NAME;

  private static final Map<String, Supplier<Recipe>> RECIPES =
      Collections.unmodifiableMap(
          new TreeMap<>(
              Map.of(
                  ConvNs.NAME,
                  ConvNs::recipe,
                  ConvNsEma.NAME,
                  ConvNsEma::recipe,
                  MlpGelu.NAME,
                  MlpGelu::recipe)));

  private Recipes() {}

  /**
   * The recipe called {@code name}.
   *
   * @throws IllegalArgumentException if there is none; the message lists those there are
   */
  public static Recipe named(String name) {
    Supplier<Recipe> recipe = RECIPES.get(name);
    if (recipe == null) {
      throw new IllegalArgumentException(
          "no recipe '" + name + "'; there are " + String.join(", ", RECIPES.keySet()));
    }
    return recipe.get();
  }
}
