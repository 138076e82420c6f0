package dev.digitgan.generator.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PollScheduleTest {
  private final PollSchedule schedule =
      new PollSchedule(Duration.ofSeconds(2), Duration.ofSeconds(30), new SplittableRandom(1));

  @Test
  void isOnePeriodGiveOrTakeAQuarter() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(schedule.delay(0)).isBetween(Duration.ofMillis(1_500), Duration.ofMillis(2_500));
    }
    assertThat(schedule.delay(0)).isNotEqualTo(schedule.delay(0));
  }

  @Test
  void doublesWithEachFailureUpToTheLongest() {
    assertThat(schedule.delay(2)).isBetween(Duration.ofSeconds(6), Duration.ofSeconds(10));
    assertThat(schedule.delay(10_000))
        .isBetween(Duration.ofMillis(22_500), Duration.ofMillis(37_500));
  }

  @Test
  void aPeriodIsPositive() {
    assertThatThrownBy(() -> new PollSchedule(Duration.ZERO, Duration.ZERO, new SplittableRandom()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
