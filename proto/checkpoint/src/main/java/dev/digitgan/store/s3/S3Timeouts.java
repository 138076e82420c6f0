package dev.digitgan.store.s3;

import java.time.Duration;

/**
 * How long S3 may take. A transfer has the time of its bytes at the slowest rate on top.
 *
 * @param connect until a connection stands, or one of the pool is free
 * @param silence between two bytes of an answer
 * @param attempt for one request and its answer
 * @param call for a call with all of its attempts; a conditional put whose answers were lost takes
 *     one more, to read what is there
 * @param slowestBytesPerSecond a transfer slower than this is given up
 */
public record S3Timeouts(
    Duration connect,
    Duration silence,
    Duration attempt,
    Duration call,
    long slowestBytesPerSecond) {
  public S3Timeouts {
    requirePositive("connect", connect);
    requirePositive("silence", silence);
    requirePositive("attempt", attempt);
    requirePositive("call", call);
    if (slowestBytesPerSecond < 1) {
      throw new IllegalArgumentException("slowest rate is " + slowestBytesPerSecond + " B/s");
    }
  }

  public static S3Timeouts defaults() {
    return new S3Timeouts(
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(15),
        Duration.ofSeconds(60),
        256 << 10);
  }

  Duration attempt(long sizeBytes) {
    return attempt.plus(transfer(sizeBytes));
  }

  Duration call(long sizeBytes) {
    return call.plus(transfer(sizeBytes));
  }

  private Duration transfer(long sizeBytes) {
    return Duration.ofSeconds(sizeBytes / slowestBytesPerSecond);
  }

  private static void requirePositive(String name, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException("time-out " + name + " is " + duration);
    }
  }
}
