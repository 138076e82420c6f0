package dev.digitgan.trainer.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.trainer.quality.alarm.TrainingAlarm;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm.Kind;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm.Severity;
import dev.digitgan.trainer.run.RunBoard;
import dev.digitgan.trainer.run.RunProgress;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

final class AlarmMetricsTest {
  private static final RunProgress PROGRESS = new RunBoard().current().progress();

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final AlarmMetrics metrics = new AlarmMetrics();

  @Test
  void eachKindIsOnWhileItIsAndCountedWhenItBegins() {
    metrics.bindTo(registry);
    for (Kind kind : Kind.values()) {
      assertThat(on(kind)).as(kind.text()).isZero();
    }
    metrics.alarmed(
        PROGRESS, new TrainingAlarm(Kind.MODE_COLLAPSE, Severity.WARNING, "found", "do"));
    assertThat(on(Kind.MODE_COLLAPSE)).isOne();
    assertThat(on(Kind.DUPLICATES)).isZero();
    metrics.alarmEnded(PROGRESS, Kind.MODE_COLLAPSE);
    assertThat(on(Kind.MODE_COLLAPSE)).isZero();
    assertThat(
            registry.get("digitgan.trainer.alarms").tag("kind", "mode_collapse").counter().count())
        .isOne();
  }

  private double on(Kind kind) {
    return registry.get("digitgan.trainer.alarm").tag("kind", kind.text()).gauge().value();
  }
}
