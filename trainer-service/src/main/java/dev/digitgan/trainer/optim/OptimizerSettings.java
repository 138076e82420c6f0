package dev.digitgan.trainer.optim;

import java.util.List;

/** How a player's weights are moved. */
public sealed interface OptimizerSettings permits AdamSettings, MomentumSettings {
  /** At the beginning. */
  float learningRate();

  /** The same but for its learning rate. */
  OptimizerSettings withLearningRate(float value);

  /** Names of what is remembered of each weight, e.g. "adam.first"; part of saved states. */
  List<String> slots();
}
