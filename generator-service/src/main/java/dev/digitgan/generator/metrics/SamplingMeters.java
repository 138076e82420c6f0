package dev.digitgan.generator.metrics;

import dev.digitgan.generator.sampling.SamplingListener;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tiles and how long they took. Counts nothing before it is bound. */
public final class SamplingMeters implements MeterBinder, SamplingListener {
  private record Meters(
      DistributionSummary fill, DistributionSummary rows, Timer queueWait, Timer engine) {}

  private volatile @Nullable Meters meters;

  @Override
  public void bindTo(MeterRegistry registry) {
    meters =
        new Meters(
            DistributionSummary.builder("digitgan.generator.tile.fill.ratio")
                .description("Share of a tile's rows that somebody asked for; the rest is padding")
                .register(registry),
            // The registry rounds what falls in buckets up to whole numbers: rows have them, not
            // their share.
            DistributionSummary.builder("digitgan.generator.tile.rows")
                .description("Rows of a tile that somebody asked for")
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

  @Override
  public void began(Duration wait) {
    Meters now = meters;
    if (now != null) {
      now.queueWait.record(wait);
    }
  }

  @Override
  public void drew(int rows, int size, Duration time) {
    Meters now = meters;
    if (now != null) {
      now.rows.record(rows);
      now.fill.record((double) rows / size);
      now.engine.record(time);
    }
  }
}
