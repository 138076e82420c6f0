package dev.digitgan.trainer.report;

import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.command.Terminal;
import dev.digitgan.trainer.game.GameFigures;
import dev.digitgan.trainer.quality.Figure;
import dev.digitgan.trainer.run.JudgedVersion;
import dev.digitgan.trainer.run.RunObserver;
import dev.digitgan.trainer.run.RunProgress;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/**
 * Shows a progress bar for each epoch on a terminal's stderr. Belongs to the training thread. The
 * most important part of its text comes first, since terminals cut off the end.
 */
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

  /** Shows {@code version}, the newest that this process or one before it judged. */
  public void judged(JudgedVersion version) {
    judged = version;
  }

  private String message(RunProgress progress) {
    return rate(progress) + " | " + game(progress.figures()) + " | " + quality(judged);
  }

  /** Returns " 640 images/s, 3m05s left", say. */
  static String rate(RunProgress progress) {
    return String.format(
        Locale.ROOT,
        " %.0f images/s, %s left",
        progress.imagesPerSecond(),
        text(progress.timeLeft()));
  }

  /** Returns "D 0.612 + 0.583, G 0.790, D right 65% / 68%", say. */
  static String game(GameFigures figures) {
    return String.format(
        Locale.ROOT,
        "D %.3f + %.3f, G %.3f, D right %.0f%% / %.0f%%",
        figures.discriminatorLossReal(),
        figures.discriminatorLossFake(),
        figures.generatorLoss(),
        100 * figures.discriminatorAccuracyReal(),
        100 * figures.discriminatorAccuracyFake());
  }

  /** Returns "Fréchet 12.34 (4.1 x real)", say. */
  static String quality(@Nullable JudgedVersion judged) {
    if (judged == null) {
      return "Fréchet not measured";
    }
    String distance = Figure.FRECHET_DISTANCE.format(judged.frechetDistance());
    return judged.timesReal().stream()
        .mapToObj(times -> String.format(Locale.ROOT, "Fréchet %s (%.1f x real)", distance, times))
        .findFirst()
        .orElse("Fréchet " + distance);
  }

  /** Returns "12s", "3m05s" or "1h02m", say. */
  public static String text(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 60) {
      return seconds + "s";
    }
    if (seconds < 3600) {
      return String.format(Locale.ROOT, "%dm%02ds", seconds / 60, seconds % 60);
    }
    return String.format(Locale.ROOT, "%dh%02dm", seconds / 3600, seconds / 60 % 60);
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
