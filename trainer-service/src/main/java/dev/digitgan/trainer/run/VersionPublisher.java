package dev.digitgan.trainer.run;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.run.Fence.FencedException;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.network.Network;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm.SampleAlarms;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Publishes the generator of a run. Called in the training thread. */
public interface VersionPublisher {
  /** The generator did not pass the gate and was not published; training can continue. */
  final class HeldBackException extends Exception {
    private static final long serialVersionUID = 1;

    public HeldBackException(List<String> reasons) {
      super(String.join("; ", reasons));
    }
  }

  /** Returns a PNG of 10x10 samples of latents that never change. */
  byte[] sheet(Network generator) throws CheckpointException;

  /**
   * Commits {@code generator} as the run's next version.
   *
   * @param settings in addition to those of all versions of the run
   * @param judged takes the alarms of its samples, if they are judged, before it is published or
   *     held back
   * @throws CheckpointException if it draws unusable images; nothing was published
   * @throws FencedException if another process owns the run; nothing was published
   */
  Manifest publish(
      Network generator,
      RunProgress progress,
      Map<String, String> settings,
      Consumer<SampleAlarms> judged)
      throws IOException, CheckpointException, FencedException, HeldBackException;
}
