package dev.digitgan.generator.metrics;

import dev.digitgan.generator.grpc.ErrorReason;
import dev.digitgan.generator.grpc.ErrorReason.Outcome;
import dev.digitgan.generator.grpc.ReplyMemory;
import dev.digitgan.generator.grpc.Sampling;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Counts how calls and their images ended. Counts nothing before it is bound. */
public final class CallMeters implements MeterBinder, Sampling.Listener {
  private final ReplyMemory memory;

  /** Those of an empty composite do nothing. */
  private volatile Meters meters = new Meters(new CompositeMeterRegistry());

  private record Meters(
      Map<ErrorReason, Counter> rejections,
      Map<Outcome, Counter> calls,
      Map<Outcome, Counter> images,
      Timer encode) {
    Meters(MeterRegistry registry) {
      this(
          counters(
              ErrorReason.class,
              Counter.builder("digitgan.generator.rejections")
                  .description("Calls that ended in an error, by the reason in its ErrorInfo"),
              "reason",
              registry),
          counters(
              Outcome.class,
              Counter.builder("digitgan.generator.calls")
                  .description("Calls for images, by how they ended"),
              "outcome",
              registry),
          counters(
              Outcome.class,
              Counter.builder("digitgan.generator.images")
                  .description("Requested images, by how their call ended"),
              "outcome",
              registry),
          Timer.builder("digitgan.generator.encode")
              .description("Time to encode the images of one response")
              .serviceLevelObjectives(Buckets.LATENCY)
              .register(registry));
    }

    private static <E extends Enum<E>> Map<E, Counter> counters(
        Class<E> type, Counter.Builder builder, String tag, MeterRegistry registry) {
      Map<E, Counter> counters = new EnumMap<>(type);
      for (E value : type.getEnumConstants()) {
        counters.put(
            value, builder.tags(tag, value.name().toLowerCase(Locale.ROOT)).register(registry));
      }
      return counters;
    }
  }

  public CallMeters(ReplyMemory memory) {
    this.memory = memory;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("digitgan.generator.replies", memory, ReplyMemory::reservedBytes)
        .description("Most memory that responses being made or waiting for their readers can take")
        .baseUnit(BaseUnits.BYTES)
        .register(registry);
    meters = new Meters(registry);
  }

  @Override
  public void encoded(Duration time) {
    meters.encode.record(time);
  }

  @Override
  public void sent(int imageCount) {
    count(meters.images, Outcome.ANSWERED, imageCount);
  }

  @Override
  public void answered() {
    count(meters.calls, Outcome.ANSWERED, 1);
  }

  @Override
  public void rejected(ErrorReason reason, long imageCount) {
    Meters now = meters;
    count(now.rejections, reason, 1);
    count(now.calls, reason.outcome(), 1);
    count(now.images, reason.outcome(), imageCount);
  }

  private static <E> void count(Map<E, Counter> counters, E value, long amount) {
    Objects.requireNonNull(counters.get(value)).increment((double) amount);
  }
}
