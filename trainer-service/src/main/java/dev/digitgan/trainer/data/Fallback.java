package dev.digitgan.trainer.data;

/** The data to train on when no data set is found. */
public enum Fallback {
  /** No data: loading fails, and says what to do. */
  NONE,
  /** {@link EmbeddedDigits}. */
  EMBEDDED
}
