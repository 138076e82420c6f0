package dev.digitgan.trainer.recipe;

/**
 * Makes one recipe. {@link java.util.ServiceLoader} finds all on the class path: a recipe is one
 * file, and no other file names it.
 */
public interface RecipeSource {
  /** The recipe with its default settings. */
  Recipe recipe();

  /** A short description for users who choose a recipe. */
  String description();
}
