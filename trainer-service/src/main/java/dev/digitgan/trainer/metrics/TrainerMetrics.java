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

  public TrainerMetrics(RunBoard board, int imagesPerStep) {
    this.board = board;
    this.imagesPerStep = imagesPerStep;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    counters =
        new Counters(
            counter(registry, "images", "Real images shown to the discriminator"),
            counter(registry, "steps", "Updates of the generator"),
            counter(registry, "versions.published", "Checkpoints committed by this run"),
            counter(registry, "publish.failures", "Checkpoints that could not be committed"),
            counter(registry, "save.failures", "Training states that could not be saved"));
    loss(registry, "discriminator_real", GameFigures::discriminatorLossReal);
    loss(registry, "discriminator_fake", GameFigures::discriminatorLossFake);
    loss(registry, "generator", GameFigures::generatorLoss);
    accuracy(registry, "discriminator_real", GameFigures::discriminatorAccuracyReal);
    accuracy(registry, "discriminator_fake", GameFigures::discriminatorAccuracyFake);
    heldOut(registry, "training", HeldOutScores::training);
    heldOut(registry, "held_out", HeldOutScores::heldOut);
    gauge("epoch", "Epochs begun", RunProgress::epoch).register(registry);
    gauge("epochs.planned", "Epochs that the run will have", RunProgress::totalEpochs)
        .register(registry);
    gauge(
            "images.per.second",
            "Real images a second over the last seconds",
            RunProgress::imagesPerSecond)
        .register(registry);
    gauge(
            "time.left",
            "Time until the run's end at the present rate; 0 before there is one",
            progress -> progress.timeLeft().toMillis() / 1e3)
        .baseUnit("seconds")
        .register(registry);
    gauge(
            "published.version",
            "Newest version that this run committed; 0 if there is none",
            RunProgress::publishedVersion)
        .register(registry);
  }

  private static Counter counter(MeterRegistry registry, String name, String description) {
    return Counter.builder("digitgan.trainer." + name).description(description).register(registry);
  }

  private void loss(MeterRegistry registry, String of, ToDoubleFunction<GameFigures> value) {
    figure("loss", value).baseUnit("nats").tag("of", of).register(registry);
  }

  private void accuracy(MeterRegistry registry, String of, ToDoubleFunction<GameFigures> value) {
    figure("accuracy", value).baseUnit("ratio").tag("of", of).register(registry);
  }

  private Gauge.Builder<RunBoard> figure(String name, ToDoubleFunction<GameFigures> value) {
    return gauge(
        name,
        "Mean since the epoch began; at the optimum D's losses are log 2 and its accuracies 1/2",
        progress -> value.applyAsDouble(progress.figures()));
  }

  private void heldOut(
      MeterRegistry registry, String images, Function<HeldOutScores, HeldOutScores.Score> score) {
    gauge(
            "real.accuracy",
            "Share of real images that D takes for real, of those that it is trained on and of"
                + " held-out ones; NaN if it is not measured",
            progress ->
                progress.heldOut().map(score).map(HeldOutScores.Score::accuracy).orElse(Double.NaN))
        .tag("images", images)
        .baseUnit("ratio")
        .register(registry);
  }

  private Gauge.Builder<RunBoard> gauge(
      String name, String description, ToDoubleFunction<RunProgress> value) {
    return Gauge.builder(
            "digitgan.trainer." + name, board, b -> value.applyAsDouble(b.current().progress()))
        .description(description);
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
