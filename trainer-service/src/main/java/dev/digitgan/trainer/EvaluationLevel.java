package dev.digitgan.trainer;

import dev.digitgan.trainer.evaluation.EvaluationSize;

/** How much a person wants to know. */
enum EvaluationLevel {
  NONE,
  /** A few seconds. */
  QUICK,
  /** Some minutes. */
  FULL;

  /** IllegalStateException for none. */
  EvaluationSize size() {
    return switch (this) {
      case QUICK -> EvaluationSize.QUICK;
      case FULL -> EvaluationSize.FULL;
      case NONE -> throw new IllegalStateException("nothing is evaluated");
    };
  }
}
