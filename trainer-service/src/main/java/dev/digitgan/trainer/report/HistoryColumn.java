package dev.digitgan.trainer.report;

import dev.digitgan.trainer.game.GameFigures;
import dev.digitgan.trainer.quality.alarm.HeldOutScores;
import dev.digitgan.trainer.quality.alarm.HeldOutScores.Score;
import dev.digitgan.trainer.run.RunProgress;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * One column of {@code history.csv}.
 *
 * @param tag its name in TensorBoard; empty if it is not shown there
 */
public record HistoryColumn(String name, int decimals, String tag, ToDoubleFunction<Epoch> value) {
  /** An epoch that ended, and the seconds of training so far in all processes of the run. */
  public record Epoch(RunProgress progress, double seconds) {}

  /** All columns in their order; new ones come last. */
  public static final List<HistoryColumn> ALL =
      List.of(
          column("epoch", 0, "", RunProgress::epoch),
          column("step", 0, "", RunProgress::step),
          figure("discriminator_loss_real", 5, "loss", GameFigures::discriminatorLossReal),
          figure("discriminator_loss_fake", 5, "loss", GameFigures::discriminatorLossFake),
          figure("generator_loss", 5, "loss", GameFigures::generatorLoss),
          figure(
              "discriminator_accuracy_real", 4, "accuracy", GameFigures::discriminatorAccuracyReal),
          figure(
              "discriminator_accuracy_fake", 4, "accuracy", GameFigures::discriminatorAccuracyFake),
          column("images_per_second", 1, "speed", RunProgress::imagesPerSecond),
          new HistoryColumn("seconds", 1, "", Epoch::seconds),
          column("core_seconds", 1, "", RunProgress::coreSeconds),
          heldOut("discriminator_accuracy_training", HeldOutScores::training),
          heldOut("discriminator_accuracy_held_out", HeldOutScores::heldOut));

  private static HistoryColumn figure(
      String name, int decimals, String group, ToDoubleFunction<GameFigures> value) {
    return column(name, decimals, group, progress -> value.applyAsDouble(progress.figures()));
  }

  private static HistoryColumn heldOut(String name, Function<HeldOutScores, Score> of) {
    return column(
        name,
        4,
        "accuracy",
        progress ->
            progress.heldOut().map(scores -> of.apply(scores).accuracy()).orElse(Double.NaN));
  }

  private static HistoryColumn column(
      String name, int decimals, String group, ToDoubleFunction<RunProgress> value) {
    return new HistoryColumn(
        name,
        decimals,
        group.isEmpty() ? "" : group + "/" + name,
        epoch -> value.applyAsDouble(epoch.progress()));
  }

  static List<String> names() {
    return ALL.stream().map(HistoryColumn::name).toList();
  }

  static List<String> row(Epoch epoch) {
    return ALL.stream().map(column -> column.text(epoch)).toList();
  }

  /** Returns the value as text; empty if it is NaN or infinite. */
  private String text(Epoch epoch) {
    double number = value.applyAsDouble(epoch);
    return Double.isFinite(number) ? String.format(Locale.ROOT, "%." + decimals + "f", number) : "";
  }
}
