package dev.digitgan.trainer.recipe;

import dev.digitgan.text.WholeNumbers;
import dev.digitgan.trainer.optim.AdamSettings;
import dev.digitgan.trainer.optim.MomentumSettings;
import dev.digitgan.trainer.optim.OptimizerSettings;
import dev.digitgan.trainer.recipe.SettingTable.Setting;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The settings of optimisers by name; some belong to one kind of optimiser. */
final class OptimizerTable {
  private static final float MOMENTUM = 0.9f;

  private final Map<String, Setting<OptimizerSettings>> settings = new LinkedHashMap<>();

  private OptimizerTable() {}

  private enum Kind {
    ADAM,
    MOMENTUM
  }

  static Map<String, Setting<OptimizerSettings>> all() {
    OptimizerTable table = new OptimizerTable();
    table.put(
        OptimizerSettings.class,
        "optimizer",
        optimizer -> SettingTexts.name(kind(optimizer)),
        (optimizer, text) -> of(SettingTexts.named(Kind.class, text), optimizer));
    table.put(
        OptimizerSettings.class,
        "learning-rate",
        OptimizerSettings::learningRate,
        (optimizer, text) -> optimizer.withLearningRate(Float.parseFloat(text)));
    table.adam("beta1", AdamSettings::beta1, AdamSettings::withBeta1);
    table.adam("beta2", AdamSettings::beta2, AdamSettings::withBeta2);
    table.adam("epsilon", AdamSettings::epsilon, AdamSettings::withEpsilon);
    table.adam("weight-decay", AdamSettings::weightDecay, AdamSettings::withWeightDecay);
    table.put(
        MomentumSettings.class,
        "momentum",
        momentum -> SettingTexts.pair(momentum.first(), momentum.last()),
        (momentum, text) -> {
          float[] ends = SettingTexts.pair(text);
          return momentum.withMomentum(ends[0], ends[1]);
        });
    table.put(
        MomentumSettings.class,
        "momentum-updates",
        MomentumSettings::rampUpdates,
        (momentum, text) -> momentum.withRampUpdates(WholeNumbers.parseLong(text)));
    table.put(
        MomentumSettings.class,
        "greatest-norm",
        MomentumSettings::greatestNorm,
        (momentum, text) -> momentum.withGreatestNorm(Float.parseFloat(text)));
    return table.settings;
  }

  private static Kind kind(OptimizerSettings optimizer) {
    return optimizer instanceof AdamSettings ? Kind.ADAM : Kind.MOMENTUM;
  }

  private static OptimizerSettings of(Kind kind, OptimizerSettings now) {
    if (kind == kind(now)) {
      return now;
    }
    return kind == Kind.ADAM
        ? AdamSettings.of(now.learningRate(), 0.9f, 0.999f)
        : MomentumSettings.of(now.learningRate(), MOMENTUM);
  }

  private void adam(
      String name,
      Function<AdamSettings, Object> read,
      BiFunction<AdamSettings, Float, AdamSettings> with) {
    put(AdamSettings.class, name, read, (adam, text) -> with.apply(adam, Float.parseFloat(text)));
  }

  /** Adds a setting that only optimisers of {@code kind} have. */
  private <O extends OptimizerSettings> void put(
      Class<O> kind,
      String name,
      Function<O, Object> read,
      BiFunction<O, String, OptimizerSettings> write) {
    settings.put(
        name,
        new Setting<>(
            optimizer ->
                Optional.of(optimizer)
                    .filter(kind::isInstance)
                    .map(own -> read.apply(kind.cast(own)).toString()),
            (optimizer, text) -> write.apply(kind.cast(optimizer), text)));
  }
}
