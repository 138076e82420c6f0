package dev.digitgan.generator.metrics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Bounds of histograms. */
final class Buckets {
  /** 0.5 ms to 10 s. */
  static final Duration[] LATENCY = ascending(Duration.ofNanos(500_000), Duration.ofSeconds(10));

  /** 10 ms to a minute. */
  static final Duration[] LOAD =
      ascending(Duration.ofMillis(10), Duration.ofSeconds(10), Duration.ofMinutes(1));

  /** 1 ms to a minute. */
  static final Duration[] PHASE =
      ascending(Duration.ofMillis(1), Duration.ofSeconds(20), Duration.ofMinutes(1));

  /** 0.1 s to an hour. */
  static final Duration[] LAG =
      ascending(
          Duration.ofMillis(100),
          Duration.ofSeconds(20),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1));

  private Buckets() {}

  /**
   * Returns 1, 2 and 5 times each power of ten from {@code first} to {@code last}, then {@code
   * more}.
   */
  private static Duration[] ascending(Duration first, Duration last, Duration... more) {
    List<Duration> bounds = new ArrayList<>();
    for (long power = 1; power <= last.toNanos(); power *= 10) {
      for (long bound : new long[] {power, 2 * power, 5 * power}) {
        if (bound >= first.toNanos() && bound <= last.toNanos()) {
          bounds.add(Duration.ofNanos(bound));
        }
      }
    }
    bounds.addAll(List.of(more));
    return bounds.toArray(Duration[]::new);
  }
}
