package dev.digitgan.trainer.run;

import dev.digitgan.trainer.pair.DivergedException;
import dev.digitgan.trainer.quality.alarm.DiscriminatorBlind;
import dev.digitgan.trainer.quality.alarm.DiscriminatorSaturated;
import dev.digitgan.trainer.quality.alarm.GameMonitor;
import dev.digitgan.trainer.quality.alarm.GameMonitor.GameReading;
import dev.digitgan.trainer.quality.alarm.HeldOutScores;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm.Kind;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm.SampleAlarms;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm.Severity;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The alarms of a run at present. Tells the observer about changes only. Belongs to the training
 * thread.
 */
final class RunAlarms {
  private static final List<Kind> OF_SAMPLES =
      List.of(Kind.MODE_COLLAPSE, Kind.DUPLICATES, Kind.MEMORISATION);

  private final RunObserver observer;
  private final Map<Kind, TrainingAlarm> on = new EnumMap<>(Kind.class);
  private DiscriminatorBlind blind = new DiscriminatorBlind();
  private DiscriminatorSaturated saturated = new DiscriminatorSaturated();
  private long divergedStep;

  RunAlarms(RunObserver observer) {
    this.observer = observer;
  }

  void read(RunProgress progress, GameReading reading) {
    for (GameMonitor monitor : List.of(saturated, blind)) {
      monitor.take(reading);
      tell(progress, monitor);
    }
  }

  private void tell(RunProgress progress, GameMonitor monitor) {
    tell(progress, monitor.kind(), monitor.alarm());
  }

  void scored(RunProgress progress, HeldOutScores scores) {
    tell(progress, Kind.DISCRIMINATOR_OVERFITS, scores.alarm());
  }

  void judged(RunProgress progress, SampleAlarms found) {
    for (Kind kind : OF_SAMPLES) {
      tell(progress, kind, worst(found, kind));
    }
    blind.judged(found.oneNearestNeighbour());
    tell(progress, blind);
  }

  /** Joins all alarms of a kind to one with the severity of the worst. */
  private static Optional<TrainingAlarm> worst(SampleAlarms found, Kind kind) {
    List<TrainingAlarm> alarms =
        found.alarms().stream().filter(alarm -> alarm.kind() == kind).toList();
    return alarms.stream()
        .reduce((a, b) -> b.severity().compareTo(a.severity()) > 0 ? b : a)
        .map(
            worst ->
                new TrainingAlarm(
                    kind,
                    worst.severity(),
                    alarms.stream().map(TrainingAlarm::finding).collect(Collectors.joining("; ")),
                    worst.advice()));
  }

  void diverged(RunProgress progress, DivergedException reason) {
    divergedStep = progress.step();
    tell(
        progress,
        Severity.WARNING,
        reason,
        "the run goes back to its last saved state once, with lower learning rates; set lower ones"
            + " for the next run");
  }

  void divergedAgain(RunProgress progress, DivergedException reason) {
    tell(progress, Severity.FAILURE, reason, "begin another run with a lower learning rate");
  }

  private void tell(
      RunProgress progress, Severity severity, DivergedException reason, String advice) {
    String finding = String.valueOf(reason.getMessage()).replaceAll("\\.$", "");
    tell(
        progress,
        Kind.NOT_FINITE,
        Optional.of(new TrainingAlarm(Kind.NOT_FINITE, severity, finding, advice)));
  }

  /** An epoch ended with usable samples. */
  void epochEnded(RunProgress progress) {
    if (progress.step() > divergedStep) {
      tell(progress, Kind.NOT_FINITE, Optional.empty());
    }
  }

  /** Forgets the readings of rounds that the run will repeat. */
  void wentBack() {
    blind = new DiscriminatorBlind();
    saturated = new DiscriminatorSaturated();
  }

  private void tell(RunProgress progress, Kind kind, Optional<TrainingAlarm> found) {
    TrainingAlarm before = on.get(kind);
    if (found.isEmpty()) {
      if (before != null) {
        on.remove(kind);
        observer.alarmEnded(progress, kind);
      }
    } else if (before == null || found.get().severity().compareTo(before.severity()) > 0) {
      on.put(kind, found.get());
      observer.alarmed(progress, found.get());
    }
  }
}
