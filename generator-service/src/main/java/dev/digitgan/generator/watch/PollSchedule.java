package dev.digitgan.generator.watch;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The time until the next poll: {@code period}, doubled for each failure in a row up to {@code
 * longest}, plus or minus a quarter, so that replicas do not poll in step.
 */
public record PollSchedule(Duration period, Duration longest, RandomGenerator random) {
  private static final double SPREAD = 0.25;

  public PollSchedule {
    if (period.isZero() || period.isNegative() || longest.compareTo(period) < 0) {
      throw new IllegalArgumentException("polls every " + period + ", at most " + longest);
    }
  }

  Duration delay(int failuresInARow) {
    double nanos = Math.scalb((double) period.toNanos(), failuresInARow);
    double jitter = 1 + SPREAD * (2 * random.nextDouble() - 1);
    return Duration.ofNanos((long) (Math.min(nanos, (double) longest.toNanos()) * jitter));
  }
}
