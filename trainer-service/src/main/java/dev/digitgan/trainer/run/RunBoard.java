package dev.digitgan.trainer.run;

import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm;
import dev.digitgan.trainer.run.RunSnapshot.State;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** Lets any thread read the run's present state, and ask the run to stop. */
public final class RunBoard implements RunObserver {
  private volatile RunSnapshot current = RunSnapshot.starting();
  private final CopyOnWriteArrayList<Runnable> endListeners = new CopyOnWriteArrayList<>();
  private volatile boolean stopRequested;

  public RunSnapshot current() {
    return current;
  }

  /** Asks for an orderly end; repeated calls have no effect. */
  public void requestStop() {
    stopRequested = true;
    update(
        snapshot ->
            snapshot.state() == State.TRAINING || snapshot.state() == State.STARTING
                ? snapshot.with(State.STOPPING, "")
                : snapshot);
  }

  public boolean stopRequested() {
    return stopRequested;
  }

  /** Has the thread that ends the run call {@code listener} once. */
  public void onEnd(Runnable listener) {
    endListeners.add(listener);
  }

  @Override
  public void stepped(RunProgress progress) {
    State state = stopRequested ? State.STOPPING : State.TRAINING;
    update(snapshot -> snapshot.with(state, progress));
  }

  @Override
  public void published(RunProgress progress, Manifest manifest) {
    stepped(progress);
    JudgedVersion.of(manifest).ifPresent(this::judged);
  }

  /** Sets the newest version that this process or one before it judged. */
  public void judged(JudgedVersion version) {
    update(snapshot -> snapshot.with(version));
  }

  @Override
  public void alarmed(RunProgress progress, TrainingAlarm alarm) {
    update(snapshot -> snapshot.with(alarm));
  }

  @Override
  public void alarmEnded(RunProgress progress, TrainingAlarm.Kind kind) {
    update(snapshot -> snapshot.without(kind));
  }

  @Override
  public void wentBack(RunProgress progress) {
    stepped(progress);
  }

  public void succeeded() {
    end(State.SUCCEEDED, "");
  }

  public void failed(String reason) {
    end(State.FAILED, reason);
  }

  private void end(State state, String failure) {
    update(snapshot -> snapshot.with(state, failure));
    endListeners.forEach(listener -> new Isolation().run("a listener for the run's end", listener));
  }

  private synchronized void update(UnaryOperator<RunSnapshot> change) {
    current = change.apply(current);
  }
}
