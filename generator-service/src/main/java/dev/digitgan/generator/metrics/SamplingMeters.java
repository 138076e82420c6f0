package dev.digitgan.generator.metrics;

import dev.digitgan.generator.sampling.SamplingEngine;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Duration;

/** Measures tiles and their times. Counts nothing before it is bound. */
public final class SamplingMeters implements MeterBinder, SamplingEngine.Listener {
  /** Those of an empty composite do nothing. */
  private volatile Meters meters = new Meters(new CompositeMeterRegistry());

  private record Meters(
      DistributionSummary fill, DistributionSummary rows, Timer queueWait, Timer engine) {
    Meters(MeterRegistry registry) {
      this(
          DistributionSummary.builder("digitgan.generator.tile.fill.ratio")
              .description("Share of a tile's rows that were requested; the rest is padding")
              .register(registry),
          // Rows have buckets, but not their share: the registry rounds bounds up to integers.
          DistributionSummary.builder("digitgan.generator.tile.rows")
              .description("Requested rows of a tile")
              .baseUnit(BaseUnits.ROWS)
              .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64, 128, 256, 512)
              .register(registry),
          Timer.builder("digitgan.generator.queue.wait")
              .description("Time from a call's arrival to its first tile")
              .serviceLevelObjectives(Buckets.LATENCY)
              .register(registry),
          Timer.builder("digitgan.generator.engine")
              .description("Time of one forward pass of one tile")
              .serviceLevelObjectives(Buckets.LATENCY)
              .register(registry));
    }
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    meters = new Meters(registry);
  }

  @Override
  public void began(Duration wait) {
    meters.queueWait.record(wait);
  }

  @Override
  public void drew(int rows, int size, Duration time) {
    Meters now = meters;
    now.rows.record(rows);
    now.fill.record((double) rows / size);
    now.engine.record(time);
  }
}
