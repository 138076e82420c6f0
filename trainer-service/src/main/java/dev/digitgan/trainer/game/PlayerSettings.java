package dev.digitgan.trainer.game;

import dev.digitgan.trainer.optim.OptimizerSettings;

/** How one side of the game begins, and how it learns. */
public record PlayerSettings(OptimizerSettings optimizer, Initialization initialization) {
  /** As PyTorch begins. */
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
