package dev.digitgan.trainer.run;

import dev.digitgan.trainer.game.FiguresMean;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run at one moment.
 *
 * @param failure why it failed; empty otherwise
 * @param alarms in the order of their kinds
 * @param judged the newest version that was judged; null before there is one
 */
public record RunSnapshot(
    State state,
    String failure,
    RunProgress progress,
    List<TrainingAlarm> alarms,
    @Nullable JudgedVersion judged) {
  public RunSnapshot {
    alarms = List.copyOf(alarms);
  }

  public enum State {
    STARTING,
    TRAINING,
    STOPPING,
    SUCCEEDED,
    FAILED;

    public boolean ended() {
      return this == SUCCEEDED || this == FAILED;
    }
  }

  RunSnapshot with(State newState, String newFailure) {
    return new RunSnapshot(newState, newFailure, progress, alarms, judged);
  }

  RunSnapshot with(State newState, RunProgress newProgress) {
    return new RunSnapshot(newState, "", newProgress, alarms, judged);
  }

  /** Adds {@code alarm}, in place of another of its kind. */
  RunSnapshot with(TrainingAlarm alarm) {
    List<TrainingAlarm> more = new ArrayList<>(without(alarm.kind()).alarms());
    more.add(alarm);
    more.sort(Comparator.comparing(TrainingAlarm::kind));
    return new RunSnapshot(state, failure, progress, more, judged);
  }

  RunSnapshot without(TrainingAlarm.Kind kind) {
    return new RunSnapshot(
        state,
        failure,
        progress,
        alarms.stream().filter(alarm -> alarm.kind() != kind).toList(),
        judged);
  }

  RunSnapshot with(JudgedVersion version) {
    return new RunSnapshot(state, failure, progress, alarms, version);
  }

  static RunSnapshot starting() {
    return new RunSnapshot(
        State.STARTING,
        "",
        new RunProgress(
            0, 0, 0, 0, 0, 0, Duration.ZERO, new FiguresMean().mean(), 0, Optional.empty(), 0),
        List.of(),
        null);
  }
}
