package dev.digitgan.trainer.report;

import dev.digitgan.trainer.game.GameFigures;
import dev.digitgan.trainer.run.RunObserver;
import dev.digitgan.trainer.run.RunProgress;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A progress bar for each epoch on a terminal's stderr. Belongs to the training thread. */
public final class ProgressDisplay implements RunObserver, AutoCloseable {
  private static final int UPDATE_MILLIS = 250;

  private @Nullable ProgressBar bar;
  private long epochStart;

  @Override
  public void stepped(RunProgress progress) {
    long stepsPerEpoch = progress.totalSteps() / progress.totalEpochs();
    if (bar == null) {
      epochStart = (progress.epoch() - 1) * stepsPerEpoch;
      bar =
          new ProgressBarBuilder()
              .setTaskName("epoch " + progress.epoch() + "/" + progress.totalEpochs())
              .setInitialMax(stepsPerEpoch)
              .setUpdateIntervalMillis(UPDATE_MILLIS)
              .setStyle(ProgressBarStyle.ASCII)
              .build();
    }
    bar.stepTo(progress.step() - epochStart);
    bar.setExtraMessage(message(progress));
  }

  @Override
  public void epochEnded(RunProgress progress, byte[] sheet) {
    close();
  }

  private static String message(RunProgress progress) {
    GameFigures figures = progress.figures();
    return String.format(
        Locale.ROOT,
        " %.1f steps/s, %s left | D %.3f + %.3f, G %.3f, D right %.0f%% / %.0f%%",
        progress.stepsPerSecond(),
        Durations.text(progress.timeLeft()),
        figures.discriminatorLossReal(),
        figures.discriminatorLossFake(),
        figures.generatorLoss(),
        100 * figures.discriminatorAccuracyReal(),
        100 * figures.discriminatorAccuracyFake());
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
