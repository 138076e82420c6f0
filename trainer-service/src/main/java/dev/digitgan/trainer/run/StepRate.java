package dev.digitgan.trainer.run;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Steps per second, smoothed over about the last ten seconds; time that is not training does not
 * count.
 */
final class StepRate {
  private static final double SMOOTHING_SECONDS = 10;

  private final LongSupplier nanoTime;
  private double seconds;
  private double steps;
  private long startedAt;

  StepRate(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** A step begins. */
  void begin() {
    startedAt = nanoTime.getAsLong();
  }

  /** The step ended. */
  void end() {
    double step = (nanoTime.getAsLong() - startedAt) / 1e9;
    double kept = Math.exp(-step / SMOOTHING_SECONDS);
    seconds = seconds * kept + step;
    steps = steps * kept + 1;
  }

  /** 0 before the first step. */
  double stepsPerSecond() {
    return seconds > 0 ? steps / seconds : 0;
  }

  Duration timeFor(long remainingSteps) {
    double rate = stepsPerSecond();
    return rate > 0 ? Duration.ofMillis(Math.round(remainingSteps / rate * 1000)) : Duration.ZERO;
  }
}
