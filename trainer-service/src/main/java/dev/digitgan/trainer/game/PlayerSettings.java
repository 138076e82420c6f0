package dev.digitgan.trainer.game;

import dev.digitgan.trainer.optim.OptimizerSettings;

/** The settings of one side of the game. */
public record PlayerSettings(OptimizerSettings optimizer, Initialization initialization) {
  /** Settings with PyTorch's default initialization. */
  public static PlayerSettings of(OptimizerSettings optimizer) {
    return new PlayerSettings(optimizer, Initialization.FAN_IN);
  }

  public PlayerSettings withOptimizer(OptimizerSettings value) {
    return new PlayerSettings(value, initialization);
  }

  public PlayerSettings withInitialization(Initialization value) {
    return new PlayerSettings(optimizer, value);
  }
}
