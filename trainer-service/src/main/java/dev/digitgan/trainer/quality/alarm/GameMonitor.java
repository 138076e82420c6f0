package dev.digitgan.trainer.quality.alarm;

import java.util.Optional;

/** Watches a game for one thing that can go wrong with it. Belongs to the training thread. */
public interface GameMonitor {
  /** What it watches for. */
  TrainingAlarm.Kind kind();

  /** Takes in a reading. */
  void take(GameReading reading);

  /** What is wrong as of the last reading; empty = nothing is, or nothing can be said yet. */
  Optional<TrainingAlarm> alarm();
}
