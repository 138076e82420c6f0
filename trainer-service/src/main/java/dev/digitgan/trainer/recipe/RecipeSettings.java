package dev.digitgan.trainer.recipe;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All that can be set of a recipe, by name and as text: as it is recorded, and back. */
public final class RecipeSettings {
  private static final Map<String, Setting> SETTINGS = SettingTable.all();

  /** Is no value of any setting. */
  private static final String UNRECORDED = "";

  private RecipeSettings() {}

  /** All there are, in the order in which a person would read them; no recipe has every one. */
  public static List<String> names() {
    return List.copyOf(SETTINGS.keySet());
  }

  /** Every setting that {@code recipe} has. */
  public static Map<String, String> of(Recipe recipe) {
    Map<String, String> settings = new TreeMap<>();
    SETTINGS.forEach(
        (name, setting) ->
            setting.read().apply(recipe).ifPresent(text -> settings.put(name, text)));
    return settings;
  }

  /** The same as it is recorded: without those that are as they were before they could be set. */
  public static Map<String, String> recorded(Recipe recipe) {
    Map<String, String> settings = of(recipe);
    SETTINGS.forEach(
        (name, setting) -> setting.before().ifPresent(text -> settings.remove(name, text)));
    return settings;
  }

  /**
   * {@code recipe} with one setting changed.
   *
   * @throws IllegalArgumentException if it has no such setting, or {@code text} is no value of it
   */
  public static Recipe with(Recipe recipe, String name, String text) {
    Setting setting = SETTINGS.get(name);
    if (setting == null) {
      throw new IllegalArgumentException(
          "no setting '" + name + "'; there are " + String.join(", ", SETTINGS.keySet()));
    }
    if (setting.read().apply(recipe).isEmpty()) {
      throw new IllegalArgumentException(
          "no setting of the recipe as it is; it has " + String.join(", ", of(recipe).keySet()));
    }
    try {
      return setting.write().apply(recipe, text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is no number of that kind", e);
    }
  }

  /**
   * The recipe {@code name} as it was recorded by {@link #recorded}; further entries are not looked
   * at.
   *
   * @throws IllegalArgumentException if there is no such recipe here, or a setting is missing or
   *     none; the message names it
   */
  public static Recipe recipe(String name, Map<String, String> recorded) {
    Recipe recipe = Recipes.named(name);
    // What kind of optimiser it is, is set before what only that kind has.
    for (Map.Entry<String, Setting> setting : SETTINGS.entrySet()) {
      Optional<String> now = setting.getValue().read().apply(recipe);
      String text =
          recorded.getOrDefault(setting.getKey(), setting.getValue().before().orElse(UNRECORDED));
      if (now.isEmpty()) {
        continue;
      }
      if (text.equals(UNRECORDED)) {
        throw new IllegalArgumentException("setting " + setting.getKey() + " is not recorded");
      }
      try {
        recipe = with(recipe, setting.getKey(), text);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "%s is '%s': %s".formatted(setting.getKey(), text, e.getMessage()), e);
      }
    }
    return recipe;
  }
}
