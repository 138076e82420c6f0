package dev.digitgan.trainer.run;

import dev.digitgan.trainer.quality.alarm.HeldOutScores;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Remembers what a run was told to be wrong. */
public final class AlarmRecorder implements RunObserver {
  public final List<TrainingAlarm> raised = new ArrayList<>();
  public final List<TrainingAlarm.Kind> ended = new ArrayList<>();
  final List<Long> wentBackTo = new ArrayList<>();
  Optional<HeldOutScores> heldOut = Optional.empty();

  @Override
  public void epochEnded(RunProgress progress, byte[] sheet) {
    heldOut = progress.heldOut();
  }

  @Override
  public void alarmed(RunProgress progress, TrainingAlarm alarm) {
    raised.add(alarm);
  }

  @Override
  public void alarmEnded(RunProgress progress, TrainingAlarm.Kind kind) {
    ended.add(kind);
  }

  @Override
  public void wentBack(RunProgress progress) {
    wentBackTo.add(progress.step());
  }
}
