package dev.digitgan.trainer.recipe;

import java.util.Collection;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/** The recipes by name. */
public final class Recipes {
  public static final String DEFAULT = "conv-ns-ema";

  private static final SortedMap<String, RecipeSource> SOURCES = sources();

  private Recipes() {}

  private static SortedMap<String, RecipeSource> sources() {
    SortedMap<String, RecipeSource> sources = new TreeMap<>();
    for (RecipeSource source :
        ServiceLoader.load(RecipeSource.class, Recipes.class.getClassLoader())) {
      String name = source.recipe().name();
      RecipeSource other = sources.put(name, source);
      if (other != null) {
        throw new IllegalStateException(
            "two recipes are called %s: %s and %s"
                .formatted(name, other.getClass().getName(), source.getClass().getName()));
      }
    }
    return sources;
  }

  /** All recipes, sorted by name. */
  public static Collection<RecipeSource> all() {
    return SOURCES.values();
  }

  /** The recipe called {@code name}, or an IllegalArgumentException that lists all. */
  public static Recipe named(String name) {
    RecipeSource source = SOURCES.get(name);
    if (source == null) {
      throw new IllegalArgumentException(
          "no recipe '" + name + "'; there are " + String.join(", ", SOURCES.keySet()));
    }
    return source.recipe();
  }
}
