package dev.digitgan.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** By a clock that the test moves. A step takes 50 ms, an epoch has 100 of them. */
final class PaceTest {
  private static final int EPOCH_STEPS = 100;

  private long now = 1_000;
  private final Pace pace = new Pace(Optional.empty(), 0, () -> now, () -> 0);

  @Test
  void withoutOverheadTheStepsAreWhatIsLeft() {
    train(EPOCH_STEPS);
    assertThat(secondsLeft(200)).isCloseTo(10, within(0.01));
  }

  @Test
  void publishingIsCountedOnceItIsKnownWithoutWhatOnlyTheFirstTakes() {
    train(EPOCH_STEPS);
    pass(22_500);
    train(EPOCH_STEPS);
    // One of them says nothing of the next.
    assertThat(secondsLeft(300)).isCloseTo(15, within(0.01));
    pass(2_500);
    train(1);
    // Three epochs of 5 s, each with a version of 2.5 s.
    assertThat(secondsLeft(300)).isCloseTo(3 * 7.5, within(0.1));
    train(EPOCH_STEPS - 1);
    pass(2_500);
    train(EPOCH_STEPS);
    pass(2_500);
    train(EPOCH_STEPS / 2);
    // The one at the end comes whole.
    assertThat(secondsLeft(50)).isCloseTo(2.5 + 2.5, within(0.1));
    assertThat(secondsLeft(0)).isZero();
  }

  @Test
  void theLimitGoesBeforeWhatWouldBeLeft() {
    Pace limited = new Pace(Optional.of(Duration.ofSeconds(8)), 0, () -> now, () -> 0);
    for (int i = 0; i < EPOCH_STEPS; i++) {
      limited.stepBegins();
      pass(50);
      limited.stepEnded();
    }
    assertThat(limited.timeLeft(1_000)).isEqualTo(Duration.ofSeconds(3));
    assertThat(limited.timeIsUp()).isFalse();
    pass(3_000);
    assertThat(limited.timeLeft(1_000)).isZero();
    assertThat(limited.timeIsUp()).isTrue();
  }

  private double secondsLeft(long steps) {
    return pace.timeLeft(steps).toMillis() / 1e3;
  }

  private void train(int steps) {
    for (int i = 0; i < steps; i++) {
      pace.stepBegins();
      pass(50);
      pace.stepEnded();
    }
  }

  private void pass(long millis) {
    now += millis * 1_000_000;
  }
}
