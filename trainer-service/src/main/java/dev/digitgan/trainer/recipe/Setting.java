package dev.digitgan.trainer.recipe;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * One thing that can be set of a recipe.
 *
 * @param read its value as text; empty if the recipe, as it is, has no such setting
 * @param write the recipe with another value, of a recipe that has the setting; throws an {@link
 *     IllegalArgumentException} if the text is none
 * @param before what it was before it could be set: that is not recorded, so that what was recorded
 *     before is the same still; empty = it could always be
 */
record Setting(
    Function<Recipe, Optional<String>> read,
    BiFunction<Recipe, String, Recipe> write,
    Optional<String> before) {

  /** One that there always was. */
  Setting(Function<Recipe, Optional<String>> read, BiFunction<Recipe, String, Recipe> write) {
    this(read, write, Optional.empty());
  }
}
