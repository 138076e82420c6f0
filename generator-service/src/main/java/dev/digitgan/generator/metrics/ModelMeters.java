package dev.digitgan.generator.metrics;

import dev.digitgan.generator.grpc.ModelWatches;
import dev.digitgan.generator.model.CheckpointLoader;
import dev.digitgan.generator.model.ModelDescription;
import dev.digitgan.generator.model.ModelSlot;
import dev.digitgan.generator.sampling.SamplingEngine;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;

/** Gauges of what is loaded, leased and waiting. */
public final class ModelMeters implements MeterBinder {
  private final ModelSlot slot;
  private final CheckpointLoader loader;
  private final SamplingEngine engine;
  private final ModelWatches watches;
  private final Clock clock;

  public ModelMeters(
      ModelSlot slot,
      CheckpointLoader loader,
      SamplingEngine engine,
      ModelWatches watches,
      Clock clock) {
    this.slot = slot;
    this.loader = loader;
    this.engine = engine;
    this.watches = watches;
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("digitgan.generator.model.version", this, ModelMeters::version)
        .description("Version that requests are answered by; 0 before the first")
        .register(registry);
    Gauge.builder("digitgan.generator.model.age", this, ModelMeters::ageSeconds)
        .description("Time since the checkpoint being served was made; NaN before the first")
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder("digitgan.generator.models", loader, CheckpointLoader::openModelCount)
        .description("Models in native memory")
        .register(registry);
    Gauge.builder("digitgan.generator.native.model", loader, CheckpointLoader::openModelBytes)
        .description("Bytes of weights in native memory, of all models there")
        .baseUnit(BaseUnits.BYTES)
        .register(registry);
    for (int rows : loader.tileCandidates()) {
      Gauge.builder("digitgan.generator.tile.sizes", slot, models -> usable(models, rows))
          .description(
              "1 if a tile of this many rows makes the same images as the canonical tile, with the model being served, else 0")
          .tag("rows", Integer.toString(rows))
          .register(registry);
    }
    Gauge.builder("digitgan.generator.leases", slot, ModelSlot::openLeaseCount)
        .description("Calls that hold a model")
        .register(registry);
    Gauge.builder("digitgan.generator.watches", watches, ModelWatches::count)
        .description("Calls of WatchModel that are open")
        .register(registry);
    Gauge.builder("digitgan.generator.queue.images", engine, SamplingEngine::queuedImageCount)
        .description("Images that wait for a worker")
        .register(registry);
  }

  private static double usable(ModelSlot slot, int rows) {
    return slot.servingSizes().filter(sizes -> sizes.rows().contains(rows)).isPresent() ? 1 : 0;
  }

  private double version() {
    return slot.serving().map(model -> (double) model.version().number()).orElse(0.0);
  }

  private double ageSeconds() {
    return slot.serving()
        .map(ModelDescription::createTime)
        .map(made -> Duration.between(made, clock.instant()).toMillis() / 1000.0)
        .orElse(Double.NaN);
  }
}
