package dev.digitgan.trainer.metrics;

import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.trainer.game.GameFigures;
import dev.digitgan.trainer.quality.alarm.HeldOutScores;
import dev.digitgan.trainer.run.RunBoard;
import dev.digitgan.trainer.run.RunObserver;
import dev.digitgan.trainer.run.RunProgress;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The run's meters. Bound once, before the run begins. */
public final class TrainerMetrics implements MeterBinder, RunObserver {
  private final RunBoard board;
  private final int imagesPerStep;
  private @Nullable Counters counters;

  private record Counters(
      Counter images, Counter steps, Counter published, Counter failures, Counter unsaved) {}

  /**
   * @param imagesPerStep real images that one step shows to D
   */
  public TrainerMetrics(RunBoard board, int imagesPerStep) {
    this.board = board;
    this.imagesPerStep = imagesPerStep;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    counters =
        new Counters(
            Counter.builder("digitgan.trainer.images")
                .description("Real images shown to the discriminator")
                .register(registry),
            Counter.builder("digitgan.trainer.steps")
                .description("Updates of the generator")
                .register(registry),
            Counter.builder("digitgan.trainer.versions.published")
                .description("Checkpoints committed by this run")
                .register(registry),
            Counter.builder("digitgan.trainer.publish.failures")
                .description("Checkpoints that could not be committed")
                .register(registry),
            Counter.builder("digitgan.trainer.save.failures")
                .description("Training states that could not be saved")
                .register(registry));
    figure(registry, "loss", "nats", "discriminator_real", GameFigures::discriminatorLossReal);
    figure(registry, "loss", "nats", "discriminator_fake", GameFigures::discriminatorLossFake);
    figure(registry, "loss", "nats", "generator", GameFigures::generatorLoss);
    figure(
        registry,
        "accuracy",
        "ratio",
        "discriminator_real",
        GameFigures::discriminatorAccuracyReal);
    figure(
        registry,
        "accuracy",
        "ratio",
        "discriminator_fake",
        GameFigures::discriminatorAccuracyFake);
    heldOut(registry, "training", HeldOutScores::training);
    heldOut(registry, "held_out", HeldOutScores::heldOut);
    gauge(registry, "epoch", "Epochs begun", RunProgress::epoch);
    gauge(registry, "epochs.planned", "Epochs that the run is to have", RunProgress::totalEpochs);
    gauge(
        registry,
        "images.per.second",
        "Real images a second over the last seconds",
        RunProgress::imagesPerSecond);
    Gauge.builder(
            "digitgan.trainer.time.left",
            board,
            b -> b.current().progress().timeLeft().toMillis() / 1e3)
        .baseUnit("seconds")
        .description("Until the run's end, as the present rate has it; 0 before there is one")
        .register(registry);
    gauge(
        registry,
        "published.version",
        "Newest version that this run committed; 0 = none yet",
        RunProgress::publishedVersion);
  }

  private void figure(
      MeterRegistry registry,
      String kind,
      String unit,
      String of,
      ToDoubleFunction<GameFigures> value) {
    Gauge.builder(
            "digitgan.trainer." + kind,
            board,
            b -> value.applyAsDouble(b.current().progress().figures()))
        .tag("of", of)
        .baseUnit(unit)
        .description(
            "Mean since the epoch began; at the optimum D's losses are log 2 and its accuracies 1/2")
        .register(registry);
  }

  private void heldOut(
      MeterRegistry registry, String images, Function<HeldOutScores, HeldOutScores.Score> score) {
    Gauge.builder(
            "digitgan.trainer.real.accuracy",
            board,
            b ->
                b.current()
                    .progress()
                    .heldOut()
                    .map(score)
                    .map(HeldOutScores.Score::accuracy)
                    .orElse(Double.NaN))
        .tag("images", images)
        .baseUnit("ratio")
        .description(
            "Share of real images that D takes for real, of those that it learns from and of those"
                + " held out; NaN where that is not measured")
        .register(registry);
  }

  private void gauge(
      MeterRegistry registry,
      String name,
      String description,
      ToDoubleFunction<RunProgress> value) {
    Gauge.builder(
            "digitgan.trainer." + name, board, b -> value.applyAsDouble(b.current().progress()))
        .description(description)
        .register(registry);
  }

  @Override
  public void stepped(RunProgress progress) {
    bound().images.increment(imagesPerStep);
    bound().steps.increment();
  }

  @Override
  public void published(RunProgress progress, Manifest manifest) {
    bound().published.increment();
  }

  @Override
  public void publishFailed(RunProgress progress, IOException reason) {
    bound().failures.increment();
  }

  @Override
  public void saveFailed(RunProgress progress, IOException reason) {
    bound().unsaved.increment();
  }

  private Counters bound() {
    if (counters == null) {
      throw new IllegalStateException("not bound");
    }
    return counters;
  }
}
