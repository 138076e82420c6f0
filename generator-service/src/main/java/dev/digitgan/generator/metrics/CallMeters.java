package dev.digitgan.generator.metrics;

import dev.digitgan.generator.grpc.CallListener;
import dev.digitgan.generator.grpc.ErrorReason;
import dev.digitgan.generator.grpc.ErrorReason.Outcome;
import dev.digitgan.generator.grpc.ReplyMemory;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How calls and their images ended. Counts nothing before it is bound. */
public final class CallMeters implements MeterBinder, CallListener {
  private final ReplyMemory memory;
  private volatile @Nullable Meters meters;

  private record Meters(
      Map<ErrorReason, Counter> rejections,
      Map<Outcome, Counter> calls,
      Map<Outcome, Counter> images,
      Timer encode) {}

  public CallMeters(ReplyMemory memory) {
    this.memory = memory;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("digitgan.generator.replies", memory, ReplyMemory::reservedBytes)
        .description("Answers that are being made or wait for their readers, at most")
        .baseUnit(BaseUnits.BYTES)
        .register(registry);
    meters =
        new Meters(
            counters(
                ErrorReason.class,
                Counter.builder("digitgan.generator.rejections")
                    .description("Calls that ended in an error, by the reason in its ErrorInfo"),
                "reason",
                registry),
            counters(
                Outcome.class,
                Counter.builder("digitgan.generator.calls")
                    .description("Calls for images that ended, by how"),
                "outcome",
                registry),
            counters(
                Outcome.class,
                Counter.builder("digitgan.generator.images")
                    .description("Images that were asked for, by how that ended"),
                "outcome",
                registry),
            Timer.builder("digitgan.generator.encode")
                .description("Time to make the bytes of one response of its images")
                .serviceLevelObjectives(Buckets.LATENCY)
                .register(registry));
  }

  private static <E extends Enum<E>> Map<E, Counter> counters(
      Class<E> type, Counter.Builder builder, String tag, MeterRegistry registry) {
    Function<E, Counter> counter =
        value -> builder.tags(tag, value.name().toLowerCase(Locale.ROOT)).register(registry);
    Map<E, Counter> made = new EnumMap<>(type);
    for (E value : type.getEnumConstants()) {
      made.put(value, counter.apply(value));
    }
    return made;
  }

  @Override
  public void encoded(Duration time) {
    Meters now = meters;
    if (now != null) {
      now.encode.record(time);
    }
  }

  @Override
  public void sent(int imageCount) {
    Meters now = meters;
    if (now != null) {
      counter(now.images, Outcome.ANSWERED).increment((double) imageCount);
    }
  }

  @Override
  public void answered() {
    Meters now = meters;
    if (now != null) {
      counter(now.calls, Outcome.ANSWERED).increment();
    }
  }

  @Override
  public void rejected(ErrorReason reason, long imageCount) {
    Meters now = meters;
    if (now != null) {
      counter(now.rejections, reason).increment();
      counter(now.calls, reason.outcome()).increment();
      counter(now.images, reason.outcome()).increment((double) imageCount);
    }
  }

  private static <E> Counter counter(Map<E, Counter> counters, E value) {
    Counter counter = counters.get(value);
    if (counter == null) {
      throw new IllegalArgumentException("not counted: " + value);
    }
    return counter;
  }
}
