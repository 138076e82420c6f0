package dev.digitgan.trainer.run;

import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm;
import java.io.IOException;
import java.util.List;

/** Several observers as one, told in order. */
public record RunObservers(List<RunObserver> observers) implements RunObserver {
  public RunObservers {
    observers = List.copyOf(observers);
  }

  @Override
  public void stepped(RunProgress progress) {
    observers.forEach(observer -> observer.stepped(progress));
  }

  @Override
  public void epochEnded(RunProgress progress, byte[] sheet) {
    observers.forEach(observer -> observer.epochEnded(progress, sheet));
  }

  @Override
  public void published(RunProgress progress, Manifest manifest) {
    observers.forEach(observer -> observer.published(progress, manifest));
  }

  @Override
  public void publishFailed(RunProgress progress, IOException reason) {
    observers.forEach(observer -> observer.publishFailed(progress, reason));
  }

  @Override
  public void heldBack(RunProgress progress, String reasons) {
    observers.forEach(observer -> observer.heldBack(progress, reasons));
  }

  @Override
  public void saveFailed(RunProgress progress, IOException reason) {
    observers.forEach(observer -> observer.saveFailed(progress, reason));
  }

  @Override
  public void alarmed(RunProgress progress, TrainingAlarm alarm) {
    observers.forEach(observer -> observer.alarmed(progress, alarm));
  }

  @Override
  public void alarmEnded(RunProgress progress, TrainingAlarm.Kind kind) {
    observers.forEach(observer -> observer.alarmEnded(progress, kind));
  }

  @Override
  public void wentBack(RunProgress progress) {
    observers.forEach(observer -> observer.wentBack(progress));
  }
}
