package dev.digitgan.trainer.command.options;

import dev.digitgan.trainer.quality.EvaluationSize;

/** How much a person wants to know. */
public enum EvaluationLevel {
  NONE,
  /** A few seconds. */
  QUICK,
  /** Some minutes. */
  FULL;

  /** IllegalStateException for none. */
  public EvaluationSize size() {
    return switch (this) {
      case QUICK -> EvaluationSize.QUICK;
      case FULL -> EvaluationSize.FULL;
      case NONE -> throw new IllegalStateException("nothing is evaluated");
    };
  }
}
