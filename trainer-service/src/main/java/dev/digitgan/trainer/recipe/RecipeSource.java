package dev.digitgan.trainer.recipe;

/**
 * Makes one recipe. Those on the class path are found by {@link java.util.ServiceLoader}: a recipe
 * is one file, and nothing else names it.
 */
public interface RecipeSource {
  /** The recipe as it is when nothing is set. */
  Recipe recipe();

  /** What it is, in one sentence for a person who chooses. */
  String description();
}
