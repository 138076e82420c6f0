package dev.digitgan.trainer.run;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How fast this process trains, and how much time it has. Counts the pauses between steps (sheets,
 * judging, publishing, saving) except the longest one, which also prepares what all of them need;
 * so their length is known after the second.
 */
final class Pace {
  private static final double SMOOTHING_SECONDS = 10;

  /** Shorter times between two steps are not pauses. */
  private static final long LEAST_PAUSE_NANOS = Duration.ofMillis(20).toNanos();

  private final Optional<Duration> timeLimit;
  private final LongSupplier nanoTime;
  private final LongSupplier cpuNanos;
  private final long startedAt;

  /** The last time at which a step began or ended. */
  private long changedAt;

  private long steps;
  private double smoothedSteps;
  private double smoothedSeconds;
  private double coreSeconds;
  private long cpuNanosBefore;
  private long pauses;
  private long pausedStep;
  private long pauseNanos;
  private long longestPauseNanos;

  /**
   * @param coreSeconds the processor time of the run's steps in earlier processes
   * @param cpuNanos the processor time of this process
   */
  Pace(
      Optional<Duration> timeLimit,
      double coreSeconds,
      LongSupplier nanoTime,
      LongSupplier cpuNanos) {
    this.timeLimit = timeLimit;
    this.coreSeconds = coreSeconds;
    this.nanoTime = nanoTime;
    this.cpuNanos = cpuNanos;
    startedAt = nanoTime.getAsLong();
    changedAt = startedAt;
  }

  static Pace of(Optional<Duration> timeLimit, double coreSeconds) {
    // A JVM without the module jdk.management does not know the time: then nothing is counted.
    LongSupplier cpuNanos =
        ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
            ? system::getProcessCpuTime
            : () -> 0;
    return new Pace(timeLimit, coreSeconds, System::nanoTime, cpuNanos);
  }

  void stepBegins() {
    long now = nanoTime.getAsLong();
    long pause = now - changedAt;
    if (steps > 0 && pause >= LEAST_PAUSE_NANOS) {
      pauses++;
      pausedStep = steps;
      pauseNanos += pause;
      longestPauseNanos = Math.max(longestPauseNanos, pause);
    }
    changedAt = now;
    cpuNanosBefore = cpuNanos.getAsLong();
  }

  void stepEnded() {
    coreSeconds += (cpuNanos.getAsLong() - cpuNanosBefore) / 1e9;
    long now = nanoTime.getAsLong();
    double seconds = (now - changedAt) / 1e9;
    double kept = Math.exp(-seconds / SMOOTHING_SECONDS);
    smoothedSteps = smoothedSteps * kept + 1;
    smoothedSeconds = smoothedSeconds * kept + seconds;
    steps++;
    changedAt = now;
  }

  /** Returns the rate over about the last ten seconds of training; 0 before the first step. */
  double stepsPerSecond() {
    return smoothedSeconds > 0 ? smoothedSteps / smoothedSeconds : 0;
  }

  /** Returns the processor time of the steps, without publishing and judging, in all processes. */
  double coreSeconds() {
    return coreSeconds;
  }

  boolean timeIsUp() {
    return timeLimit.filter(limit -> elapsed().compareTo(limit) >= 0).isPresent();
  }

  /** Returns the time for {@code steps} and the pauses between them, or the time to the limit. */
  Duration timeLeft(long steps) {
    long remaining = Math.max(0, steps);
    Duration byRate = timeForSteps(remaining).plus(timeForPauses(remaining));
    return timeLimit
        .map(limit -> limit.minus(elapsed()))
        .map(left -> left.isNegative() ? Duration.ZERO : left)
        .filter(left -> left.compareTo(byRate) < 0)
        .orElse(byRate);
  }

  private Duration timeForSteps(long remaining) {
    double rate = stepsPerSecond();
    return rate > 0 ? Duration.ofMillis(Math.round(remaining / rate * 1000)) : Duration.ZERO;
  }

  /** Includes the pause after the last step. */
  private Duration timeForPauses(long remaining) {
    if (pauses < 2 || remaining == 0) {
      return Duration.ZERO;
    }
    double nanosEach = (double) (pauseNanos - longestPauseNanos) / (pauses - 1);
    double count = (double) pauses / pausedStep * (steps - pausedStep + remaining);
    return Duration.ofNanos(Math.round(nanosEach * count));
  }

  private Duration elapsed() {
    return Duration.ofNanos(nanoTime.getAsLong() - startedAt);
  }
}
