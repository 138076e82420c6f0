package dev.digitgan.trainer.recipe;

import static com.google.common.base.Preconditions.checkArgument;

import dev.digitgan.text.WholeNumbers;
import dev.digitgan.trainer.game.Decay;
import dev.digitgan.trainer.game.GameSettings;
import dev.digitgan.trainer.game.GameSettings.Penalty;
import dev.digitgan.trainer.game.Objective;
import dev.digitgan.trainer.game.PlayerSettings;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The settings of recipes by name, in the order in which they are set. */
final class SettingTable {
  private final Map<String, Setting<Recipe>> settings = new LinkedHashMap<>();

  private SettingTable() {}

  /**
   * One setting of a recipe, or of a part of it.
   *
   * @param read its value as text; empty if the recipe has no such setting
   * @param write changes a recipe that has the setting; throws an {@link IllegalArgumentException}
   *     if the text is not a value
   * @param before its value before it could be set, which is not recorded, so that old records stay
   *     the same; empty = it could always be set
   */
  record Setting<T>(
      Function<T, Optional<String>> read, BiFunction<T, String, T> write, Optional<String> before) {
    Setting(Function<T, Optional<String>> read, BiFunction<T, String, T> write) {
      this(read, write, Optional.empty());
    }

    /** This setting of a whole that has a {@code part}. */
    <W> Setting<W> in(Function<W, T> part, BiFunction<W, T, W> with) {
      return new Setting<>(
          whole -> read.apply(part.apply(whole)),
          (whole, text) -> with.apply(whole, write.apply(part.apply(whole), text)),
          before);
    }
  }

  static Map<String, Setting<Recipe>> all() {
    SettingTable table = new SettingTable();
    table.game();
    table.player("generator-", GameSettings::generator, GameSettings::withGenerator);
    table.player("discriminator-", GameSettings::discriminator, GameSettings::withDiscriminator);
    table.course();
    return table.settings;
  }

  private void game() {
    game(
        "objective",
        game -> SettingTexts.name(game.objective()),
        (game, text) -> game.withObjective(SettingTexts.named(Objective.class, text)));
    game(
        "batch",
        GameSettings::batchSize,
        (game, text) -> game.withBatchSize(WholeNumbers.parseInt(text)));
    game(
        "discriminator-steps",
        GameSettings::discriminatorSteps,
        (game, text) -> game.withDiscriminatorSteps(WholeNumbers.parseInt(text)));
    game(
        "packing",
        GameSettings::packing,
        (game, text) -> game.withPacking(WholeNumbers.parseInt(text)));
    settings.put(
        "discriminator-shift",
        new Setting<>(
            recipe -> Optional.of(Integer.toString(recipe.game().shift())),
            (recipe, text) -> recipe.with(recipe.game().withShift(WholeNumbers.parseInt(text))),
            Optional.of("0")));
    settings.put(
        "value-range",
        new Setting<>(
            recipe ->
                Optional.of(
                    SettingTexts.pair(
                        recipe.generator().range().min(), recipe.generator().range().max())),
            (recipe, text) -> recipe.withRange(SettingTexts.range(text))));
  }

  private void player(
      String name,
      Function<GameSettings, PlayerSettings> read,
      BiFunction<GameSettings, PlayerSettings, GameSettings> write) {
    game(
        name + "initialization",
        game -> SettingTexts.initialization(read.apply(game).initialization()),
        (game, text) ->
            write.apply(
                game, read.apply(game).withInitialization(SettingTexts.initialization(text))));
    OptimizerTable.all()
        .forEach(
            (setting, optimizer) ->
                settings.put(
                    name + setting,
                    optimizer
                        .in(PlayerSettings::optimizer, PlayerSettings::withOptimizer)
                        .in(read, write)
                        .in(Recipe::game, Recipe::with)));
  }

  private void course() {
    game(
        "average-half-life",
        GameSettings::averageHalfLife,
        (game, text) -> game.withAverageHalfLife(WholeNumbers.parseLong(text)));
    game("decay", game -> decay(game.decay()), (game, text) -> game.withDecay(decay(text)));
    game(
        "gradient-penalty",
        game -> SettingTexts.pair(game.penalty().first(), game.penalty().last()),
        (game, text) -> game.withPenalty(penalty(text, game.penalty().every())));
    game(
        "gradient-penalty-every",
        game -> game.penalty().every(),
        (game, text) ->
            game.withPenalty(
                new Penalty(
                    game.penalty().first(), game.penalty().last(), WholeNumbers.parseInt(text))));
  }

  private static String decay(Decay decay) {
    return String.format(
        Locale.ROOT, "%s:%s:%d", SettingTexts.name(decay.form()), decay.factor(), decay.images());
  }

  /** Parses e.g. "steps:0.9:30080" or "cosine:0.05", which lasts for the planned run. */
  private static Decay decay(String text) {
    String[] parts = text.split(":", -1);
    checkArgument(
        parts.length == 2 || parts.length == 3,
        "'%s' is not a decay, e.g. cosine:0.05 or steps:0.9:30080",
        text);
    return new Decay(
        SettingTexts.named(Decay.Form.class, parts[0]),
        Float.parseFloat(parts[1]),
        parts.length == 2 ? 0 : WholeNumbers.parseLong(parts[2]));
  }

  private static Penalty penalty(String text, int every) {
    float[] ends = SettingTexts.pair(text);
    return new Penalty(ends[0], ends[1], every);
  }

  private void game(
      String name,
      Function<GameSettings, Object> read,
      BiFunction<GameSettings, String, GameSettings> write) {
    Setting<GameSettings> setting =
        new Setting<>(game -> Optional.of(read.apply(game).toString()), write);
    settings.put(name, setting.in(Recipe::game, Recipe::with));
  }
}
