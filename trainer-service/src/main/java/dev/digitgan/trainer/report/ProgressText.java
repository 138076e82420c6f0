package dev.digitgan.trainer.report;

import dev.digitgan.trainer.game.GameFigures;
import dev.digitgan.trainer.quality.Figure;
import dev.digitgan.trainer.run.JudgedVersion;
import dev.digitgan.trainer.run.RunProgress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the progress bar says, in parts, the most wanted first: terminals cut its end off. */
final class ProgressText {
  private ProgressText() {}

  /** E.g. " 640 images/s, 3m05s left". */
  static String rate(RunProgress progress) {
    return String.format(
        Locale.ROOT,
        " %.0f images/s, %s left",
        progress.imagesPerSecond(),
        Durations.text(progress.timeLeft()));
  }

  /** E.g. "D 0.612 + 0.583, G 0.790, D right 65% / 68%". */
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

  /** E.g. "Fréchet 12.34 (4.1 x real)". */
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
}
