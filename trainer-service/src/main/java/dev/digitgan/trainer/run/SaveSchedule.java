package dev.digitgan.trainer.run;

import java.time.Duration;

/** How often a run saves its state, beside the times when it does so anyway. */
public interface SaveSchedule {
  /**
   * Whether it is time.
   *
   * @param steps since the last save or attempt
   * @param elapsed since then
   */
  boolean due(long steps, Duration elapsed);

  static SaveSchedule every(Duration interval) {
    return (steps, elapsed) -> elapsed.compareTo(interval) >= 0;
  }

  static SaveSchedule everySteps(long stepCount) {
    return (steps, elapsed) -> steps >= stepCount;
  }
}
