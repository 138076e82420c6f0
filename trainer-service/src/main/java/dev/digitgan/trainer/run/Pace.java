package dev.digitgan.trainer.run;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** How fast this process trains, and how long it has. */
final class Pace {
  private final Optional<Duration> timeLimit;
  private final LongSupplier nanoTime;
  private final StepRate rate;
  private final Overhead overhead = new Overhead();
  private final long startedAt;
  private long steppedAt;

  Pace(Optional<Duration> timeLimit) {
    this(timeLimit, System::nanoTime);
  }

  Pace(Optional<Duration> timeLimit, LongSupplier nanoTime) {
    this.timeLimit = timeLimit;
    this.nanoTime = nanoTime;
    rate = new StepRate(nanoTime);
    startedAt = nanoTime.getAsLong();
    steppedAt = startedAt;
  }

  void stepBegins() {
    overhead.add(nanoTime.getAsLong() - steppedAt);
    rate.begin();
  }

  void stepEnded() {
    rate.end();
    overhead.stepEnded();
    steppedAt = nanoTime.getAsLong();
  }

  double stepsPerSecond() {
    return rate.stepsPerSecond();
  }

  boolean timeIsUp() {
    return timeLimit.filter(limit -> elapsed().compareTo(limit) >= 0).isPresent();
  }

  /**
   * For so many steps and what comes between them, or to the limit. What publishing takes is known
   * after the second version.
   */
  Duration timeLeft(long steps) {
    long remaining = Math.max(0, steps);
    Duration byRate = rate.timeFor(remaining).plus(overhead.timeFor(remaining));
    return timeLimit
        .map(limit -> limit.minus(elapsed()))
        .map(left -> left.isNegative() ? Duration.ZERO : left)
        .filter(left -> left.compareTo(byRate) < 0)
        .orElse(byRate);
  }

  private Duration elapsed() {
    return Duration.ofNanos(nanoTime.getAsLong() - startedAt);
  }
}
