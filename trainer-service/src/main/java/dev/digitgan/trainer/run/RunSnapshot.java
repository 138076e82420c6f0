package dev.digitgan.trainer.run;

import dev.digitgan.trainer.alarm.TrainingAlarm;
import dev.digitgan.trainer.game.FiguresMean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A run at one moment.
 *
 * @param failure why it failed; empty otherwise
 * @param alarms that are on, in the order of their kinds
 */
public record RunSnapshot(
    State state, String failure, RunProgress progress, List<TrainingAlarm> alarms) {
  public RunSnapshot {
    alarms = List.copyOf(alarms);
  }

  /** Where a run is in its life. */
  public enum State {
    STARTING,
    TRAINING,
    STOPPING,
    SUCCEEDED,
    FAILED;

    /** Whether nothing follows. */
    public boolean ended() {
      return this == SUCCEEDED || this == FAILED;
    }
  }

  RunSnapshot with(State newState, String newFailure) {
    return new RunSnapshot(newState, newFailure, progress, alarms);
  }

  RunSnapshot with(State newState, RunProgress newProgress) {
    return new RunSnapshot(newState, "", newProgress, alarms);
  }

  /** The same with {@code alarm} on, in place of another of its kind. */
  RunSnapshot with(TrainingAlarm alarm) {
    List<TrainingAlarm> more = new ArrayList<>(without(alarm.kind()).alarms());
    more.add(alarm);
    more.sort(Comparator.comparing(TrainingAlarm::kind));
    return new RunSnapshot(state, failure, progress, more);
  }

  RunSnapshot without(TrainingAlarm.Kind kind) {
    return new RunSnapshot(
        state, failure, progress, alarms.stream().filter(alarm -> alarm.kind() != kind).toList());
  }

  static RunSnapshot starting() {
    return new RunSnapshot(
        State.STARTING,
        "",
        new RunProgress(
            0, 0, 0, 0, 0, 0, Duration.ZERO, new FiguresMean().mean(), 0, Optional.empty()),
        List.of());
  }
}
