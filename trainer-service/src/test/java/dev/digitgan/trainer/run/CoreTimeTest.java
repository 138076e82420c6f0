package dev.digitgan.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class CoreTimeTest {
  @Test
  void timeOfStepsIsAddedToWhatEarlierProcessesTook() {
    AtomicLong nanos = new AtomicLong(5_000_000_000L);
    Pace time = new Pace(Optional.empty(), 100, () -> 0, nanos::get);
    time.stepBegins();
    nanos.addAndGet(1_500_000_000);
    time.stepEnded();
    nanos.addAndGet(60_000_000_000L); // A version is judged.
    time.stepBegins();
    nanos.addAndGet(500_000_000);
    time.stepEnded();
    assertThat(time.coreSeconds()).isEqualTo(102);
  }
}
