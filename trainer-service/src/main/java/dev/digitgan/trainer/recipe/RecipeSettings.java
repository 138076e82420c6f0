package dev.digitgan.trainer.recipe;

import dev.digitgan.network.ValueRange;
import dev.digitgan.trainer.game.GameSettings;
import dev.digitgan.trainer.game.GameSettings.Decay;
import dev.digitgan.trainer.game.GameSettings.Penalty;
import dev.digitgan.trainer.game.Objective;
import dev.digitgan.trainer.optim.AdamSettings;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/** All that can be set of a recipe, by name and as text: as it is recorded, and back. */
public final class RecipeSettings {
  private static final Map<String, Setting> SETTINGS = new LinkedHashMap<>();

  static {
    game(
        "objective",
        game -> name(game.objective()),
        (game, text) -> game.withObjective(objective(text)));
    game(
        "batch",
        GameSettings::batchSize,
        (game, text) -> game.withBatchSize(Integer.parseInt(text)));
    game(
        "discriminator-steps",
        GameSettings::discriminatorSteps,
        (game, text) -> game.withDiscriminatorSteps(Integer.parseInt(text)));
    game(
        "packing", GameSettings::packing, (game, text) -> game.withPacking(Integer.parseInt(text)));
    put(
        "value-range",
        recipe -> text(recipe.generator().range()),
        (recipe, text) -> recipe.withRange(range(text)));
    adam("generator-", GameSettings::generatorAdam, GameSettings::withGeneratorAdam);
    adam("discriminator-", GameSettings::discriminatorAdam, GameSettings::withDiscriminatorAdam);
    game(
        "average-half-life",
        GameSettings::averageHalfLife,
        (game, text) -> game.withAverageHalfLife(Long.parseLong(text)));
    game(
        "decay-last-rate",
        game -> game.decay().lastRate(),
        (game, text) -> game.withDecay(new Decay(Float.parseFloat(text), game.decay().images())));
    game(
        "decay-images",
        game -> game.decay().images(),
        (game, text) -> game.withDecay(new Decay(game.decay().lastRate(), Long.parseLong(text))));
    game(
        "gradient-penalty",
        game -> game.penalty().first() + "," + game.penalty().last(),
        (game, text) -> game.withPenalty(penalty(text, game.penalty().every())));
    game(
        "gradient-penalty-every",
        game -> game.penalty().every(),
        (game, text) ->
            game.withPenalty(
                new Penalty(
                    game.penalty().first(), game.penalty().last(), Integer.parseInt(text))));
  }

  private RecipeSettings() {}

  private record Setting(Function<Recipe, String> read, BiFunction<Recipe, String, Recipe> write) {}

  /** All there are, in the order in which a person would read them. */
  public static List<String> names() {
    return List.copyOf(SETTINGS.keySet());
  }

  /** Every setting of {@code recipe}. */
  public static Map<String, String> of(Recipe recipe) {
    Map<String, String> settings = new TreeMap<>();
    SETTINGS.forEach((name, setting) -> settings.put(name, setting.read().apply(recipe)));
    return settings;
  }

  /**
   * {@code recipe} with one setting changed.
   *
   * @throws IllegalArgumentException if there is no such setting, or {@code text} is no value of it
   */
  public static Recipe with(Recipe recipe, String name, String text) {
    Setting setting = SETTINGS.get(name);
    if (setting == null) {
      throw new IllegalArgumentException(
          "no setting '" + name + "'; there are " + String.join(", ", SETTINGS.keySet()));
    }
    try {
      return setting.write().apply(recipe, text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is no number of that kind", e);
    }
  }

  /**
   * The recipe {@code name} as it was recorded by {@link #of}; further entries are not looked at.
   *
   * @throws IllegalArgumentException if there is no such recipe here, or a setting is missing or
   *     none; the message names it
   */
  public static Recipe recipe(String name, Map<String, String> recorded) {
    Recipe recipe = Recipes.named(name);
    for (String setting : SETTINGS.keySet()) {
      String text = recorded.get(setting);
      if (text == null) {
        throw new IllegalArgumentException("setting " + setting + " is not recorded");
      }
      try {
        recipe = with(recipe, setting, text);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "%s is '%s': %s".formatted(setting, text, e.getMessage()), e);
      }
    }
    return recipe;
  }

  private static void put(
      String name, Function<Recipe, String> read, BiFunction<Recipe, String, Recipe> write) {
    SETTINGS.put(name, new Setting(read, write));
  }

  private static void game(
      String name,
      Function<GameSettings, Object> read,
      BiFunction<GameSettings, String, GameSettings> write) {
    put(
        name,
        recipe -> read.apply(recipe.game()).toString(),
        (recipe, text) -> recipe.with(write.apply(recipe.game(), text)));
  }

  private static void adam(
      String player,
      Function<GameSettings, AdamSettings> read,
      BiFunction<GameSettings, AdamSettings, GameSettings> write) {
    adam(
        player + "learning-rate",
        read,
        write,
        AdamSettings::learningRate,
        AdamSettings::withLearningRate);
    adam(player + "beta1", read, write, AdamSettings::beta1, AdamSettings::withBeta1);
    adam(player + "beta2", read, write, AdamSettings::beta2, AdamSettings::withBeta2);
    adam(player + "epsilon", read, write, AdamSettings::epsilon, AdamSettings::withEpsilon);
    adam(
        player + "weight-decay",
        read,
        write,
        AdamSettings::weightDecay,
        AdamSettings::withWeightDecay);
  }

  private static void adam(
      String name,
      Function<GameSettings, AdamSettings> read,
      BiFunction<GameSettings, AdamSettings, GameSettings> write,
      Function<AdamSettings, Float> number,
      BiFunction<AdamSettings, Float, AdamSettings> with) {
    game(
        name,
        game -> number.apply(read.apply(game)),
        (game, text) -> write.apply(game, with.apply(read.apply(game), Float.parseFloat(text))));
  }

  private static String name(Objective objective) {
    return objective.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Objective objective(String text) {
    return Arrays.stream(Objective.values())
        .filter(objective -> name(objective).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is none of %s"
                        .formatted(
                            text,
                            String.join(
                                ", ",
                                Arrays.stream(Objective.values())
                                    .map(RecipeSettings::name)
                                    .toList()))));
  }

  private static String text(ValueRange range) {
    return range.min() + "," + range.max();
  }

  private static ValueRange range(String text) {
    float[] ends = pair(text);
    return new ValueRange(ends[0], ends[1]);
  }

  private static Penalty penalty(String text, int every) {
    float[] ends = pair(text);
    return new Penalty(ends[0], ends[1], every);
  }

  private static float[] pair(String text) {
    String[] ends = text.split(",", -1);
    try {
      if (ends.length == 2) {
        return new float[] {Float.parseFloat(ends[0]), Float.parseFloat(ends[1])};
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is not two numbers, e.g. -1,1", e);
    }
    throw new IllegalArgumentException("'" + text + "' is not two numbers, e.g. -1,1");
  }
}
