package dev.digitgan.trainer.quality.alarm;

import java.util.Locale;

/**
 * Something that goes wrong with a run.
 *
 * @param kind its name where programs read it: metrics, files
 * @param severity what it means for what the run publishes
 * @param finding what was measured, with its figures, without a full stop
 * @param advice what to do, without a full stop
 */
public record TrainingAlarm(Kind kind, Severity severity, String finding, String advice) {
  /** What can go wrong. */
  public enum Kind {
    NOT_FINITE,
    DISCRIMINATOR_SATURATED,
    DISCRIMINATOR_BLIND,
    DISCRIMINATOR_OVERFITS,
    MODE_COLLAPSE,
    DUPLICATES,
    MEMORISATION;

    /** Lower case, words joined by underscores. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How bad it is. */
  public enum Severity {
    /** Worth a look. */
    WARNING,
    /** What is drawn is no good, or will not get better. */
    FAILURE
  }
}
