package dev.digitgan.generator.metrics;

import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.generator.model.CheckpointLoader;
import dev.digitgan.generator.model.CheckpointLoader.Phase;
import dev.digitgan.generator.model.ModelDescription;
import dev.digitgan.generator.watch.SwapListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Counts what became of the versions that were found. Counts nothing before it is bound. */
public final class SwapMeters implements MeterBinder, SwapListener, CheckpointLoader.Listener {
  private final Clock clock;
  private final Instant since;

  /** Those of an empty composite do nothing. */
  private volatile Meters meters = new Meters(new CompositeMeterRegistry());

  private volatile @Nullable Instant answeredAt;
  private volatile @Nullable Newest newest;
  private volatile double awaitedSeconds;

  private record Meters(
      Counter served,
      Counter refused,
      Counter failed,
      Counter awaited,
      Counter storeFailures,
      Timer load,
      Map<Phase, Timer> phases,
      Timer lag) {
    Meters(MeterRegistry registry) {
      this(
          swaps(registry, "served"),
          swaps(registry, "refused"),
          swaps(registry, "failed"),
          swaps(registry, "awaited"),
          Counter.builder("digitgan.generator.store.failures")
              .description("Failed attempts to read the store")
              .register(registry),
          Timer.builder("digitgan.generator.load")
              .description("Time to read, verify, load and warm up a version that is then served")
              .serviceLevelObjectives(Buckets.LOAD)
              .register(registry),
          phases(registry),
          Timer.builder("digitgan.generator.publish.lag")
              .description(
                  "Time from the creation of a checkpoint, by the trainer's clock, until it is served, for each newer"
                      + " version created since this process began")
              .serviceLevelObjectives(Buckets.LAG)
              .register(registry));
    }

    private static Counter swaps(MeterRegistry registry, String outcome) {
      return Counter.builder("digitgan.generator.swaps")
          .description(
              "Versions found: served, refused for good, failed in a way that may pass, or awaited because parts"
                  + " are missing")
          .tag("outcome", outcome)
          .register(registry);
    }

    private static Map<Phase, Timer> phases(MeterRegistry registry) {
      Map<Phase, Timer> phases = new EnumMap<>(Phase.class);
      for (Phase phase : Phase.values()) {
        phases.put(
            phase,
            Timer.builder("digitgan.generator.swap.phase")
                .description(
                    "Time of each phase that a version got through on its way to being served")
                .tag("phase", phase.name().toLowerCase(Locale.ROOT))
                .serviceLevelObjectives(Buckets.PHASE)
                .register(registry));
      }
      return phases;
    }
  }

  /** A version, and the age of its checkpoint when it was served. */
  private record Newest(Version version, double lagSeconds) {}

  /**
   * @param since when this process began: older versions have no lag
   */
  public SwapMeters(Clock clock, Instant since) {
    this.clock = clock;
    this.since = since;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("digitgan.generator.store.answer.age", this, SwapMeters::answerAgeSeconds)
        .description("Time since the store last answered a poll for versions; NaN before the first")
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder("digitgan.generator.publish.lag.last", this, SwapMeters::lastLagSeconds)
        .description(
            "The last value of digitgan_generator_publish_lag_seconds; NaN before the first")
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder("digitgan.generator.version.awaited", this, meters -> meters.awaitedSeconds)
        .description(
            "Time for which an incomplete or unreadable version has been awaited; 0 if there is none")
        .baseUnit("seconds")
        .register(registry);
    meters = new Meters(registry);
  }

  @Override
  public void served(ModelDescription model, Duration loadTime) {
    meters.served.increment();
    meters.load.record(loadTime);
    recordLag(model);
  }

  /** Records the lag of a newer version only: a channel may go back to an older one. */
  private void recordLag(ModelDescription model) {
    Newest before = newest;
    if (model.createTime().isAfter(since)
        && (before == null || model.version().compareTo(before.version) > 0)) {
      Duration lag = Duration.between(model.createTime(), clock.instant());
      lag = lag.isNegative() ? Duration.ZERO : lag; // The trainer's clock is ahead of this one.
      meters.lag.record(lag);
      newest = new Newest(model.version(), lag.toMillis() / 1000.0);
    }
  }

  @Override
  public void passed(Phase phase, Duration time) {
    Objects.requireNonNull(meters.phases.get(phase)).record(time);
  }

  @Override
  public void refused(Version version) {
    meters.refused.increment();
  }

  @Override
  public void failed(Version version) {
    meters.failed.increment();
  }

  @Override
  public void awaited(Version version) {
    meters.awaited.increment();
  }

  @Override
  public void waiting(Duration longest) {
    awaitedSeconds = longest.toMillis() / 1000.0;
  }

  @Override
  public void storeFailed() {
    meters.storeFailures.increment();
  }

  @Override
  public void storeAnswered() {
    answeredAt = clock.instant();
  }

  private double answerAgeSeconds() {
    Instant at = answeredAt;
    return at == null ? Double.NaN : Duration.between(at, clock.instant()).toMillis() / 1000.0;
  }

  private double lastLagSeconds() {
    Newest last = newest;
    return last == null ? Double.NaN : last.lagSeconds;
  }
}
