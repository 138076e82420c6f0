package dev.digitgan.generator.metrics;

import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.generator.model.LoadListener;
import dev.digitgan.generator.model.ModelDescription;
import dev.digitgan.generator.watch.SwapListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of the versions that were found. Counts nothing before it is bound. */
public final class SwapMeters implements MeterBinder, SwapListener, LoadListener {
  private record Meters(
      Counter served,
      Counter refused,
      Counter failed,
      Counter awaited,
      Counter storeFailures,
      Timer load,
      Map<LoadListener.Phase, Timer> phases,
      Timer lag) {}

  /** A version, and for how long it had been there when it was served. */
  private record Newest(Version version, double lagSeconds) {}

  private final Clock clock;
  private final Instant since;
  private volatile @Nullable Meters meters;
  private volatile @Nullable Instant answeredAt;
  private volatile @Nullable Newest newest;
  private volatile double awaitedSeconds;

  /**
   * @param since versions made before are not counted as late: nobody watched yet
   */
  public SwapMeters(Clock clock, Instant since) {
    this.clock = clock;
    this.since = since;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("digitgan.generator.store.answer.age", this, SwapMeters::answerAgeSeconds)
        .description("Time since the store last answered a look for versions; NaN before the first")
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder("digitgan.generator.publish.lag.last", this, SwapMeters::lastLagSeconds)
        .description(
            "The last value of digitgan_generator_publish_lag_seconds; NaN before the first")
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder("digitgan.generator.version.awaited", this, meters -> meters.awaitedSeconds)
        .description(
            "Time for which a version that should be served has been waited for: a part of it is missing, short or"
                + " cannot be read; 0 when none is")
        .baseUnit("seconds")
        .register(registry);
    Map<LoadListener.Phase, Timer> phases = new EnumMap<>(LoadListener.Phase.class);
    for (LoadListener.Phase phase : LoadListener.Phase.values()) {
      phases.put(phase, phaseTimer(registry, phase));
    }
    meters =
        new Meters(
            swaps(registry, "served"),
            swaps(registry, "refused"),
            swaps(registry, "failed"),
            swaps(registry, "awaited"),
            Counter.builder("digitgan.generator.store.failures")
                .description("Looks at the store that failed")
                .register(registry),
            Timer.builder("digitgan.generator.load")
                .description("Time to read, verify, load and warm up a version that is then served")
                .serviceLevelObjectives(Buckets.LOAD)
                .register(registry),
            Collections.unmodifiableMap(phases),
            Timer.builder("digitgan.generator.publish.lag")
                .description(
                    "Time from the making of a checkpoint, by the trainer's clock, to its being served, of each newer"
                        + " version than before that was made since this process began")
                .serviceLevelObjectives(Buckets.LAG)
                .register(registry));
  }

  private static Timer phaseTimer(MeterRegistry registry, LoadListener.Phase phase) {
    return Timer.builder("digitgan.generator.swap.phase")
        .description("Time of each phase that a version got through on its way to being served")
        .tag("phase", phase.name().toLowerCase(Locale.ROOT))
        .serviceLevelObjectives(Buckets.PHASE)
        .register(registry);
  }

  private static Counter swaps(MeterRegistry registry, String outcome) {
    return Counter.builder("digitgan.generator.swaps")
        .description(
            "Versions taken up: served, refused for good, failed in a way that may pass, or awaited since not all"
                + " of it is there")
        .tag("outcome", outcome)
        .register(registry);
  }

  @Override
  public void served(ModelDescription model, Duration loadTime) {
    Meters now = meters;
    if (now != null) {
      now.served.increment();
      now.load.record(loadTime);
      recordLag(now, model);
    }
  }

  /** Going back to an older version, as a channel may, is no late publication. */
  private void recordLag(Meters now, ModelDescription model) {
    Newest before = newest;
    if (model.createTime().isAfter(since)
        && (before == null || model.version().compareTo(before.version) > 0)) {
      Duration lag = Duration.between(model.createTime(), clock.instant());
      lag = lag.isNegative() ? Duration.ZERO : lag; // The trainer's clock is ahead of this one.
      now.lag.record(lag);
      newest = new Newest(model.version(), lag.toMillis() / 1000.0);
    }
  }

  @Override
  public void passed(LoadListener.Phase phase, Duration time) {
    Meters now = meters;
    Timer timer = now == null ? null : now.phases.get(phase);
    if (timer != null) {
      timer.record(time);
    }
  }

  @Override
  public void refused(Version version) {
    Meters now = meters;
    if (now != null) {
      now.refused.increment();
    }
  }

  @Override
  public void failed(Version version) {
    Meters now = meters;
    if (now != null) {
      now.failed.increment();
    }
  }

  @Override
  public void awaited(Version version) {
    Meters now = meters;
    if (now != null) {
      now.awaited.increment();
    }
  }

  @Override
  public void waiting(Duration longest) {
    awaitedSeconds = longest.toMillis() / 1000.0;
  }

  @Override
  public void storeFailed() {
    Meters now = meters;
    if (now != null) {
      now.storeFailures.increment();
    }
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
