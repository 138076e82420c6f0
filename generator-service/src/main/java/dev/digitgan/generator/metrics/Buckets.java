package dev.digitgan.generator.metrics;

import java.time.Duration;
import java.util.stream.LongStream;

/** Bounds of histograms. */
final class Buckets {
  /** From half a millisecond to ten seconds. */
  static final Duration[] LATENCY =
      LongStream.of(
              500,
              1_000,
              2_000,
              5_000,
              10_000,
              20_000,
              50_000,
              100_000,
              200_000,
              500_000,
              1_000_000,
              2_000_000,
              5_000_000,
              10_000_000)
          .mapToObj(micros -> Duration.ofNanos(micros * 1_000))
          .toArray(Duration[]::new);

  /** From ten milliseconds to a minute. */
  static final Duration[] LOAD =
      LongStream.of(10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 60_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  /** From a millisecond to a minute. */
  static final Duration[] PHASE =
      LongStream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 60_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  /** From a tenth of a second to an hour. */
  static final Duration[] LAG =
      LongStream.of(
              100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 60_000, 300_000, 900_000,
              3_600_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private Buckets() {}
}
