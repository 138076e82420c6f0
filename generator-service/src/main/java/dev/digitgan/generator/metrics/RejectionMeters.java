package dev.digitgan.generator.metrics;

import dev.digitgan.generator.grpc.ErrorReason;
import dev.digitgan.generator.grpc.RejectionListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Calls that were not answered, by reason. Counts nothing before it is bound. */
public final class RejectionMeters implements MeterBinder, RejectionListener {
  private volatile Map<ErrorReason, Counter> counters = Map.of();

  @Override
  public void bindTo(MeterRegistry registry) {
    Map<ErrorReason, Counter> made = new EnumMap<>(ErrorReason.class);
    for (ErrorReason reason : ErrorReason.values()) {
      made.put(
          reason,
          Counter.builder("digitgan.generator.rejections")
              .description("Calls that ended in an error, by the reason in its ErrorInfo")
              .tag("reason", reason.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
    counters = made;
  }

  @Override
  public void rejected(ErrorReason reason) {
    Counter counter = counters.get(reason);
    if (counter != null) {
      counter.increment();
    }
  }
}
