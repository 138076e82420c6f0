package dev.digitgan.trainer.run;

import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm;
import java.io.IOException;

/**
 * Is told of a run as it goes, in the training thread: what takes long here slows the run down.
 * What it throws is logged once and ends nothing; see {@link RunObservers}.
 */
public interface RunObserver {
  /** A step was done. */
  default void stepped(RunProgress progress) {}

  /**
   * An epoch ended, by its last step or because the run was asked to end.
   *
   * @param sheet PNG of 10x10 images of latents that are the same throughout the run
   */
  default void epochEnded(RunProgress progress, byte[] sheet) {}

  /** A version was committed. */
  default void published(RunProgress progress, Manifest manifest) {}

  /** A version could not be published; the run goes on, and tries again with the next. */
  default void publishFailed(RunProgress progress, IOException reason) {}

  /** What would have been a version did not pass the gate; the run goes on. */
  default void heldBack(RunProgress progress, String reasons) {}

  /** The state could not be saved; older ones are there, and the run goes on. */
  default void saveFailed(RunProgress progress, IOException reason) {}

  /**
   * Something began to go wrong, or became a failure that was a warning; told once, until it was
   * well in between.
   */
  default void alarmed(RunProgress progress, TrainingAlarm alarm) {}

  /** What {@link #alarmed} told of is well again. */
  default void alarmEnded(RunProgress progress, TrainingAlarm.Kind kind) {}

  /**
   * The run diverged and went back to where it was saved last, or to its beginning: the steps after
   * that, and the epochs that they are of, come again.
   *
   * @param progress where it goes on
   */
  default void wentBack(RunProgress progress) {}
}
