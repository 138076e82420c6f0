package dev.digitgan.trainer.quality.alarm;

import java.util.List;
import java.util.Locale;

/**
 * A problem of a run. Finding and advice are phrases without a full stop.
 *
 * @param kind its name in metrics and files
 * @param finding what was measured, with its figures
 * @param advice what to do
 */
public record TrainingAlarm(Kind kind, Severity severity, String finding, String advice) {
  public enum Kind {
    NOT_FINITE,
    DISCRIMINATOR_SATURATED,
    DISCRIMINATOR_BLIND,
    DISCRIMINATOR_OVERFITS,
    MODE_COLLAPSE,
    DUPLICATES,
    MEMORISATION;

    /** The name in lower case, with underscores. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public enum Severity {
    /** A possible problem. */
    WARNING,
    /** The samples are bad, or will not improve. */
    FAILURE
  }

  /**
   * The problems of a generator's samples.
   *
   * @param alarms any number of each kind
   * @param oneNearestNeighbour accuracy that separates samples from real images; NaN if unknown
   */
  public record SampleAlarms(List<TrainingAlarm> alarms, double oneNearestNeighbour) {
    public SampleAlarms {
      alarms = List.copyOf(alarms);
    }
  }
}
