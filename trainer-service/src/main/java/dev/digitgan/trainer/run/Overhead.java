package dev.digitgan.trainer.run;

import java.time.Duration;

/**
 * What a run does between its steps (sheets, judging, publishing, saving) and how long that will
 * take. The longest interruption is left out: in it was made ready, once, what all need. So what
 * they take is known after the second.
 */
final class Overhead {
  /** As steps follow each other without one. */
  private static final long NONE_NANOS = Duration.ofMillis(20).toNanos();

  private long steps;
  private long count;
  private long stepsAtLast;
  private long sumNanos;
  private long longestNanos;

  void stepEnded() {
    steps++;
  }

  /** The next step begins so long after the last one. */
  void add(long nanosBetween) {
    if (steps > 0 && nanosBetween >= NONE_NANOS) {
      count++;
      stepsAtLast = steps;
      sumNanos += nanosBetween;
      longestNanos = Math.max(longestNanos, nanosBetween);
    }
  }

  /** With the one that follows the last step; zero before there were two. */
  Duration timeFor(long remainingSteps) {
    if (count < 2 || remainingSteps == 0) {
      return Duration.ZERO;
    }
    double nanosEach = (double) (sumNanos - longestNanos) / (count - 1);
    double remaining = (double) count / stepsAtLast * (steps - stepsAtLast + remainingSteps);
    return Duration.ofNanos(Math.round(nanosEach * remaining));
  }
}
