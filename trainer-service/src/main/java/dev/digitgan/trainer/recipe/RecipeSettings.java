package dev.digitgan.trainer.recipe;

import dev.digitgan.trainer.recipe.SettingTable.Setting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads and changes the settings of recipes by name, as the text that manifests record. */
public final class RecipeSettings {
  private static final Map<String, Setting<Recipe>> SETTINGS = SettingTable.all();

  /** A text that is not a value of any setting. */
  private static final String UNRECORDED = "";

  private RecipeSettings() {}

  /** The names of all settings, related ones next to each other; no recipe has all of them. */
  public static List<String> names() {
    return List.copyOf(SETTINGS.keySet());
  }

  public static Map<String, String> of(Recipe recipe) {
    Map<String, String> settings = new TreeMap<>();
    SETTINGS.forEach(
        (name, setting) ->
            setting.read().apply(recipe).ifPresent(text -> settings.put(name, text)));
    return settings;
  }

  /** The settings to record: all but those with the value they had before they could be set. */
  public static Map<String, String> recorded(Recipe recipe) {
    Map<String, String> settings = of(recipe);
    SETTINGS.forEach(
        (name, setting) -> setting.before().ifPresent(text -> settings.remove(name, text)));
    return settings;
  }

  /** Changes one setting, or throws an IllegalArgumentException if the recipe cannot have it. */
  public static Recipe with(Recipe recipe, String name, String text) {
    Setting<Recipe> setting = SETTINGS.get(name);
    if (setting == null) {
      throw new IllegalArgumentException(
          "no setting '" + name + "'; there are " + String.join(", ", SETTINGS.keySet()));
    }
    if (setting.read().apply(recipe).isEmpty()) {
      throw new IllegalArgumentException(
          "the recipe has no such setting; it has " + String.join(", ", of(recipe).keySet()));
    }
    try {
      return setting.write().apply(recipe, text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is not a valid number", e);
    }
  }

  /**
   * Restores the recipe {@code name} from what {@link #recorded} gave; ignores other entries.
   *
   * @throws IllegalArgumentException if this trainer has no such recipe, or a setting is missing or
   *     invalid; the message names it
   */
  public static Recipe recipe(String name, Map<String, String> recorded) {
    Recipe recipe = Recipes.named(name);
    // The table has the kind of an optimiser before the settings of that kind.
    for (Map.Entry<String, Setting<Recipe>> setting : SETTINGS.entrySet()) {
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
