package dev.digitgan.trainer.recipe;

import dev.digitgan.text.WholeNumbers;
import dev.digitgan.trainer.optim.AdamSettings;
import dev.digitgan.trainer.optim.MomentumSettings;
import dev.digitgan.trainer.optim.OptimizerSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The settings of optimisers by name; some belong to one kind of optimiser. */
final class OptimizerTable {
  private static final float MOMENTUM = 0.9f;

  private final Map<String, OptimizerSetting> settings = new LinkedHashMap<>();

  private OptimizerTable() {}

  /** A {@link SettingTable.Setting} of one player's optimiser. */
  record OptimizerSetting(
      Function<OptimizerSettings, Optional<String>> read,
      BiFunction<OptimizerSettings, String, OptimizerSettings> write) {}

  private enum Kind {
    ADAM,
    MOMENTUM
  }

  static Map<String, OptimizerSetting> all() {
    OptimizerTable table = new OptimizerTable();
    table.put(
        "optimizer",
        optimizer -> Optional.of(SettingTexts.name(kind(optimizer))),
        (optimizer, text) -> of(SettingTexts.named(Kind.class, text), optimizer));
    table.put(
        "learning-rate",
        optimizer -> Optional.of(Float.toString(optimizer.learningRate())),
        (optimizer, text) -> optimizer.withLearningRate(Float.parseFloat(text)));
    table.adam("beta1", AdamSettings::beta1, AdamSettings::withBeta1);
    table.adam("beta2", AdamSettings::beta2, AdamSettings::withBeta2);
    table.adam("epsilon", AdamSettings::epsilon, AdamSettings::withEpsilon);
    table.adam("weight-decay", AdamSettings::weightDecay, AdamSettings::withWeightDecay);
    table.momentum(
        "momentum",
        momentum -> SettingTexts.pair(momentum.first(), momentum.last()),
        (momentum, text) -> {
          float[] ends = SettingTexts.pair(text);
          return momentum.withMomentum(ends[0], ends[1]);
        });
    table.momentum(
        "momentum-updates",
        MomentumSettings::rampUpdates,
        (momentum, text) -> momentum.withRampUpdates(WholeNumbers.parseLong(text)));
    table.momentum(
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
      Function<AdamSettings, Float> read,
      BiFunction<AdamSettings, Float, AdamSettings> with) {
    put(
        name,
        optimizer ->
            optimizer instanceof AdamSettings adam
                ? Optional.of(read.apply(adam).toString())
                : Optional.empty(),
        (optimizer, text) -> with.apply((AdamSettings) optimizer, Float.parseFloat(text)));
  }

  private void momentum(
      String name,
      Function<MomentumSettings, Object> read,
      BiFunction<MomentumSettings, String, MomentumSettings> with) {
    put(
        name,
        optimizer ->
            optimizer instanceof MomentumSettings momentum
                ? Optional.of(read.apply(momentum).toString())
                : Optional.empty(),
        (optimizer, text) -> with.apply((MomentumSettings) optimizer, text));
  }

  private void put(
      String name,
      Function<OptimizerSettings, Optional<String>> read,
      BiFunction<OptimizerSettings, String, OptimizerSettings> write) {
    settings.put(name, new OptimizerSetting(read, write));
  }
}
