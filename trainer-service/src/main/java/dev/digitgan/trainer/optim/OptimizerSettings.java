package dev.digitgan.trainer.optim;

import java.util.List;

/** The settings of a player's optimiser. */
public sealed interface OptimizerSettings permits AdamSettings, MomentumSettings {
  /** The learning rate at the beginning. */
  float learningRate();

  OptimizerSettings withLearningRate(float value);

  /** The names of the arrays kept for each weight, e.g. "adam.first"; part of saved states. */
  List<String> slots();
}
