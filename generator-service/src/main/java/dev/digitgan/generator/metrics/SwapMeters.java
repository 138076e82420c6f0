package dev.digitgan.generator.metrics;

import dev.digitgan.checkpoint.Version;
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
import org.jspecify.annotations.Nullable;

/** What became of the versions that were found. Counts nothing before it is bound. */
public final class SwapMeters implements MeterBinder, SwapListener {
  private record Meters(
      Counter served, Counter refused, Counter failed, Counter storeFailures, Timer load) {}

  private final Clock clock;
  private volatile @Nullable Meters meters;
  private volatile @Nullable Instant answeredAt;

  public SwapMeters(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("digitgan.generator.store.answer.age", this, SwapMeters::answerAgeSeconds)
        .description("Time since the store last answered a look for versions; NaN before the first")
        .baseUnit("seconds")
        .register(registry);
    meters =
        new Meters(
            swaps(registry, "served"),
            swaps(registry, "refused"),
            swaps(registry, "failed"),
            Counter.builder("digitgan.generator.store.failures")
                .description("Looks at the store that failed")
                .register(registry),
            Timer.builder("digitgan.generator.load")
                .description("Time to read, verify, load and warm up a version that is then served")
                .serviceLevelObjectives(Buckets.LOAD)
                .register(registry));
  }

  private static Counter swaps(MeterRegistry registry, String outcome) {
    return Counter.builder("digitgan.generator.swaps")
        .description(
            "Versions taken up: served, refused for good, or failed in a way that may pass")
        .tag("outcome", outcome)
        .register(registry);
  }

  @Override
  public void served(ModelDescription model, Duration loadTime) {
    Meters now = meters;
    if (now != null) {
      now.served.increment();
      now.load.record(loadTime);
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
}
