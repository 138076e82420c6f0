package dev.digitgan.trainer.run;

import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm;
import java.io.IOException;

/**
 * Observes a run. Methods are called in the training thread, so a slow one slows the run down. What
 * they throw is logged once and ends nothing; see {@link RunObservers}.
 */
public interface RunObserver {
  default void stepped(RunProgress progress) {}

  /**
   * An epoch ended, by its last step or because the run was asked to end.
   *
   * @param sheet PNG of 10x10 samples of latents that are the same throughout the run
   */
  default void epochEnded(RunProgress progress, byte[] sheet) {}

  /** A version was committed. */
  default void published(RunProgress progress, Manifest manifest) {}

  /** A version could not be published; the run continues, and publishes the next as planned. */
  default void publishFailed(RunProgress progress, IOException reason) {}

  /** A generator did not pass the gate; the run continues. */
  default void heldBack(RunProgress progress, String reasons) {}

  /** The state could not be saved; older states remain, and the run continues. */
  default void saveFailed(RunProgress progress, IOException reason) {}

  /** An alarm was raised, or changed from a warning to a failure. */
  default void alarmed(RunProgress progress, TrainingAlarm alarm) {}

  default void alarmEnded(RunProgress progress, TrainingAlarm.Kind kind) {}

  /** The run diverged and went back to {@code progress}; it will repeat the steps after that. */
  default void wentBack(RunProgress progress) {}
}
