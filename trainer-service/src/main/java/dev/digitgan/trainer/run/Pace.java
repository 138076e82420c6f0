package dev.digitgan.trainer.run;

import java.time.Duration;
import java.util.Optional;

/** How fast this process trains, and how long it has. */
final class Pace {
  private final Optional<Duration> timeLimit;
  private final StepRate rate = new StepRate(System::nanoTime);
  private final long startedAt = System.nanoTime();

  Pace(Optional<Duration> timeLimit) {
    this.timeLimit = timeLimit;
  }

  void stepBegins() {
    rate.begin();
  }

  void stepEnded() {
    rate.end();
  }

  double stepsPerSecond() {
    return rate.stepsPerSecond();
  }

  boolean timeIsUp() {
    return timeLimit.filter(limit -> elapsed().compareTo(limit) >= 0).isPresent();
  }

  /** For so many steps, or to the limit. */
  Duration timeLeft(long steps) {
    Duration byRate = rate.timeFor(Math.max(0, steps));
    return timeLimit
        .map(limit -> limit.minus(elapsed()))
        .map(left -> left.isNegative() ? Duration.ZERO : left)
        .filter(left -> left.compareTo(byRate) < 0)
        .orElse(byRate);
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startedAt);
  }
}
