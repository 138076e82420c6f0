package dev.digitgan.trainer.run;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.run.FencedException;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.network.Network;
import dev.digitgan.trainer.quality.alarm.SampleAlarms;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;

/** What a run publishes its generator through. Called in the training thread. */
public interface VersionPublisher {
  /**
   * PNG of 10x10 images of latents that never change.
   *
   * @throws CheckpointException if {@code generator} draws nothing of use
   */
  byte[] sheet(Network generator) throws CheckpointException;

  /**
   * Commits {@code generator} as the run's next version.
   *
   * @param settings beside those that are the same for all versions of the run
   * @param judged is told what is found wrong with its samples, where they are judged, before it is
   *     published or held back
   * @throws CheckpointException if it draws nothing of use; nothing was published
   * @throws FencedException if another process owns the run; nothing was published
   * @throws HeldBackException if it is not good enough; nothing was published
   */
  Manifest publish(
      Network generator,
      RunProgress progress,
      Map<String, String> settings,
      Consumer<SampleAlarms> judged)
      throws IOException, CheckpointException, FencedException, HeldBackException;
}
