package dev.digitgan.trainer.report;

import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.command.Terminal;
import dev.digitgan.trainer.run.JudgedVersion;
import dev.digitgan.trainer.run.RunObserver;
import dev.digitgan.trainer.run.RunProgress;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/** A progress bar for each epoch on a terminal's stderr. Belongs to the training thread. */
public final class ProgressDisplay implements RunObserver, AutoCloseable {
  private @Nullable ProgressBar bar;
  private @Nullable JudgedVersion judged;
  private long epochStart;

  @Override
  public void stepped(RunProgress progress) {
    long stepsPerEpoch = progress.totalSteps() / progress.totalEpochs();
    if (bar == null) {
      epochStart = (progress.epoch() - 1) * stepsPerEpoch;
      bar =
          Terminal.partBar(
              "epoch " + progress.epoch() + "/" + progress.totalEpochs(), stepsPerEpoch);
    }
    bar.stepTo(progress.step() - epochStart);
    bar.setExtraMessage(message(progress));
  }

  @Override
  public void epochEnded(RunProgress progress, byte[] sheet) {
    close();
  }

  @Override
  public void wentBack(RunProgress progress) {
    close();
  }

  @Override
  public void published(RunProgress progress, Manifest manifest) {
    JudgedVersion.of(manifest).ifPresent(this::judged);
  }

  /** {@code version} is the newest that was judged, by this process or one before it. */
  public void judged(JudgedVersion version) {
    judged = version;
  }

  private String message(RunProgress progress) {
    return ProgressText.rate(progress)
        + " | "
        + ProgressText.game(progress.figures())
        + " | "
        + ProgressText.quality(judged);
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
