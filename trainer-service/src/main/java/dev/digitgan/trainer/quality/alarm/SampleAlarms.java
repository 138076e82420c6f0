package dev.digitgan.trainer.quality.alarm;

import java.util.List;

/**
 * What was found wrong with the samples of a generator.
 *
 * @param alarms of any number of each kind
 * @param oneNearestNeighbour accuracy by which its samples are told from real images; NaN = unknown
 */
public record SampleAlarms(List<TrainingAlarm> alarms, double oneNearestNeighbour) {
  public SampleAlarms {
    alarms = List.copyOf(alarms);
  }
}
