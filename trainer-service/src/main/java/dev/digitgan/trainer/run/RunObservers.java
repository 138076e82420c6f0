package dev.digitgan.trainer.run;

import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Tells several observers in order; a failure of one affects neither the others nor the run. */
public final class RunObservers implements RunObserver {
  private final List<RunObserver> observers;
  private final Isolation isolation = new Isolation();

  public RunObservers(List<RunObserver> observers) {
    this.observers = List.copyOf(observers);
  }

  private void tell(Consumer<RunObserver> news) {
    for (RunObserver observer : observers) {
      isolation.run(observer.getClass().getName(), () -> news.accept(observer));
    }
  }

  @Override
  public void stepped(RunProgress progress) {
    tell(observer -> observer.stepped(progress));
  }

  @Override
  public void epochEnded(RunProgress progress, byte[] sheet) {
    tell(observer -> observer.epochEnded(progress, sheet));
  }

  @Override
  public void published(RunProgress progress, Manifest manifest) {
    tell(observer -> observer.published(progress, manifest));
  }

  @Override
  public void publishFailed(RunProgress progress, IOException reason) {
    tell(observer -> observer.publishFailed(progress, reason));
  }

  @Override
  public void heldBack(RunProgress progress, String reasons) {
    tell(observer -> observer.heldBack(progress, reasons));
  }

  @Override
  public void saveFailed(RunProgress progress, IOException reason) {
    tell(observer -> observer.saveFailed(progress, reason));
  }

  @Override
  public void alarmed(RunProgress progress, TrainingAlarm alarm) {
    tell(observer -> observer.alarmed(progress, alarm));
  }

  @Override
  public void alarmEnded(RunProgress progress, TrainingAlarm.Kind kind) {
    tell(observer -> observer.alarmEnded(progress, kind));
  }

  @Override
  public void wentBack(RunProgress progress) {
    tell(observer -> observer.wentBack(progress));
  }
}
