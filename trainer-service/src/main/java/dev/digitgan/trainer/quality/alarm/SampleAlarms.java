package dev.digitgan.trainer.quality.alarm;

import java.util.List;

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
