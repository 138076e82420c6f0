package dev.digitgan.trainer.data;

/** What to train on when no data set can be had. */
public enum Fallback {
  /** Nothing: loading fails and says how to mend it. */
  NONE,
  /** {@link EmbeddedDigits}. */
  EMBEDDED
}
