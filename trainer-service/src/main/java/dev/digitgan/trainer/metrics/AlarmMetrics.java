package dev.digitgan.trainer.metrics;

import dev.digitgan.trainer.quality.alarm.TrainingAlarm;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm.Kind;
import dev.digitgan.trainer.run.RunObserver;
import dev.digitgan.trainer.run.RunProgress;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The run's alarms, and how often they were raised. Bound once, before the run begins. */
public final class AlarmMetrics implements MeterBinder, RunObserver {
  private final Map<Kind, Counter> raised = new EnumMap<>(Kind.class);
  private final Set<Kind> on = Collections.synchronizedSet(EnumSet.noneOf(Kind.class));

  @Override
  public void bindTo(MeterRegistry registry) {
    for (Kind kind : Kind.values()) {
      Gauge.builder("digitgan.trainer.alarm", on, kinds -> kinds.contains(kind) ? 1 : 0)
          .tag("kind", kind.text())
          .description("1 while an alarm of the kind is on")
          .register(registry);
      raised.put(
          kind,
          Counter.builder("digitgan.trainer.alarms")
              .tag("kind", kind.text())
              .description("Alarms of the kind that were raised or became worse")
              .register(registry));
    }
  }

  @Override
  public void alarmed(RunProgress progress, TrainingAlarm alarm) {
    on.add(alarm.kind());
    Counter counter = raised.get(alarm.kind());
    if (counter == null) {
      throw new IllegalStateException("not bound");
    }
    counter.increment();
  }

  @Override
  public void alarmEnded(RunProgress progress, Kind kind) {
    on.remove(kind);
  }
}
