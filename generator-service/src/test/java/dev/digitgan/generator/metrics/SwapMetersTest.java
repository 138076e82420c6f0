package dev.digitgan.generator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Timestamps;
import dev.digitgan.generator.TestModels;
import dev.digitgan.generator.model.CheckpointLoader.Phase;
import dev.digitgan.generator.model.ModelDescription;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SwapMetersTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant STARTED = NOW.minusSeconds(600);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final SwapMeters meters = new SwapMeters(Clock.fixed(NOW, ZoneOffset.UTC), STARTED);

  SwapMetersTest() {
    meters.bindTo(registry);
  }

  @Test
  void theLagIsFromTheMakingOfACheckpointToItsBeingServed() {
    assertThat(last()).isNaN();

    meters.served(made(1, NOW.minusSeconds(5)), Duration.ofSeconds(1));
    meters.served(made(2, NOW.minusSeconds(3)), Duration.ofSeconds(1));

    assertThat(lag().count()).isEqualTo(2);
    assertThat(lag().totalTime(TimeUnit.SECONDS)).isEqualTo(8);
    assertThat(last()).isEqualTo(3);
  }

  @Test
  void whatWasThereBeforeThisProcessIsNotLate() {
    meters.served(made(1, STARTED.minusSeconds(1)), Duration.ofSeconds(1));

    assertThat(lag().count()).isZero();
    assertThat(last()).isNaN();
  }

  @Test
  void goingBackIsNotLate() {
    meters.served(made(1, NOW.minusSeconds(500)), Duration.ofSeconds(1));
    meters.served(made(2, NOW.minusSeconds(3)), Duration.ofSeconds(1));
    meters.served(made(1, NOW.minusSeconds(500)), Duration.ofSeconds(1));

    assertThat(lag().count()).isEqualTo(2);
    assertThat(last()).isEqualTo(3);
  }

  @Test
  void aTrainerWhoseClockIsAheadMakesNoNegativeLag() {
    meters.served(made(1, NOW.plusSeconds(9)), Duration.ofSeconds(1));

    assertThat(lag().count()).isEqualTo(1);
    assertThat(last()).isZero();
  }

  @Test
  void eachPhaseHasItsTime() {
    meters.passed(Phase.READ, Duration.ofMillis(30));
    meters.passed(Phase.READ, Duration.ofMillis(20));
    meters.passed(Phase.CALIBRATE, Duration.ofMillis(7));

    assertThat(phase("read").count()).isEqualTo(2);
    assertThat(phase("read").totalTime(TimeUnit.MILLISECONDS)).isEqualTo(50);
    assertThat(phase("calibrate").totalTime(TimeUnit.MILLISECONDS)).isEqualTo(7);
    assertThat(phase("load").count()).isZero();
    assertThat(phase("golden").count()).isZero();
  }

  @Test
  void nothingIsCountedBeforeItIsBound() {
    SwapMeters unbound = new SwapMeters(Clock.fixed(NOW, ZoneOffset.UTC), STARTED);

    unbound.passed(Phase.READ, Duration.ofMillis(30));
    unbound.served(made(1, NOW), Duration.ofMillis(30));

    assertThat(phase("read").count()).isZero();
  }

  private Timer lag() {
    return registry.get("digitgan.generator.publish.lag").timer();
  }

  private double last() {
    return registry.get("digitgan.generator.publish.lag.last").gauge().value();
  }

  private Timer phase(String phase) {
    return registry.get("digitgan.generator.swap.phase").tag("phase", phase).timer();
  }

  private static ModelDescription made(long version, Instant at) {
    ModelDescription model = TestModels.description(version);
    return new ModelDescription(
        model.manifest().toBuilder()
            .setCreateTime(Timestamps.fromMillis(at.toEpochMilli()))
            .build(),
        model.spec(),
        model.numerics());
  }
}
