package dev.digitgan.trainer.report;

import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.version.CheckpointPublisher.CommitStateUnknownException;
import dev.digitgan.trainer.game.GameFigures;
import dev.digitgan.trainer.quality.alarm.HeldOutScores;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm;
import dev.digitgan.trainer.run.RunObserver;
import dev.digitgan.trainer.run.RunProgress;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs a run: a line for each epoch, a line for each version, and lines at intervals between. */
public final class RunLog implements RunObserver {
  private static final Logger log = LoggerFactory.getLogger(RunLog.class);

  private final Duration interval;
  private long loggedAt = System.nanoTime();

  public RunLog(Duration interval) {
    this.interval = interval;
  }

  @Override
  public void stepped(RunProgress progress) {
    long now = System.nanoTime();
    if (now - loggedAt >= interval.toNanos()) {
      loggedAt = now;
      log.info(
          "epoch {}/{}, step {}/{}: {}, {} left",
          progress.epoch(),
          progress.totalEpochs(),
          progress.step(),
          progress.totalSteps(),
          figures(progress),
          ProgressDisplay.text(progress.timeLeft()));
    }
  }

  @Override
  public void epochEnded(RunProgress progress, byte[] sheet) {
    loggedAt = System.nanoTime();
    log.info(
        "epoch {}/{} ended: {}{} (the optimum: 0.693 + 0.693 = log 4, 50% / 50%), {} left",
        progress.epoch(),
        progress.totalEpochs(),
        figures(progress),
        progress.heldOut().map(RunLog::heldOut).orElse(""),
        ProgressDisplay.text(progress.timeLeft()));
  }

  private static String heldOut(HeldOutScores scores) {
    return String.format(
        Locale.ROOT,
        ", D right on %.1f%% of the images it is trained on and %.1f%% of held-out ones",
        100 * scores.training().accuracy(),
        100 * scores.heldOut().accuracy());
  }

  @Override
  public void published(RunProgress progress, Manifest manifest) {
    log.info(
        "published version {} of {} ({}) after step {}",
        manifest.getVersion(),
        manifest.getModel(),
        manifest.getModelDigest(),
        progress.step());
  }

  @Override
  public void publishFailed(RunProgress progress, IOException reason) {
    log.error(
        "{} after step {}: {}; training continues, and the next version will be published as planned",
        reason instanceof CommitStateUnknownException
            ? "it is not known whether a version was published"
            : "could not publish",
        progress.step(),
        reason.toString());
  }

  @Override
  public void heldBack(RunProgress progress, String reasons) {
    log.warn(
        "not published after step {}, since it did not pass the gate: {}",
        progress.step(),
        reasons);
  }

  @Override
  public void saveFailed(RunProgress progress, IOException reason) {
    log.error(
        "could not save the state after step {}: {}; training continues; if it is killed, it resumes from an older state",
        progress.step(),
        reason.toString());
  }

  @Override
  public void alarmed(RunProgress progress, TrainingAlarm alarm) {
    log.warn(
        "alarm {} ({}) after step {}: {}; {}",
        alarm.kind().text(),
        alarm.severity().toString().toLowerCase(Locale.ROOT),
        progress.step(),
        alarm.finding(),
        alarm.advice());
  }

  @Override
  public void alarmEnded(RunProgress progress, TrainingAlarm.Kind kind) {
    log.info("alarm {} ended after step {}", kind.text(), progress.step());
  }

  @Override
  public void wentBack(RunProgress progress) {
    log.warn(
        "the run went back to step {}, and continues with lower learning rates", progress.step());
  }

  private static String figures(RunProgress progress) {
    GameFigures figures = progress.figures();
    return String.format(
        Locale.ROOT,
        "D's loss %.3f on real + %.3f on fake, G's %.3f, D right on %.0f%% / %.0f%%, %.0f images/s",
        figures.discriminatorLossReal(),
        figures.discriminatorLossFake(),
        figures.generatorLoss(),
        100 * figures.discriminatorAccuracyReal(),
        100 * figures.discriminatorAccuracyFake(),
        progress.imagesPerSecond());
  }
}
