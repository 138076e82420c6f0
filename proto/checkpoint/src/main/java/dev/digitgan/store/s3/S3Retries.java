package dev.digitgan.store.s3;

import java.time.Duration;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * How often a failed request is made again. The delay before the n-th is drawn between nothing and
 * a bound, which doubles each time.
 *
 * @param maxAttempts the first included
 */
public record S3Retries(int maxAttempts, Duration firstDelay, Duration longestDelay) {
  public S3Retries {
    if (maxAttempts < 1) {
      throw new IllegalArgumentException("at least one attempt is made, not " + maxAttempts);
    }
    if (firstDelay.isNegative() || firstDelay.isZero() || longestDelay.compareTo(firstDelay) < 0) {
      throw new IllegalArgumentException("delays are " + firstDelay + " to " + longestDelay);
    }
  }

  public static S3Retries defaults() {
    return new S3Retries(5, Duration.ofMillis(100), Duration.ofSeconds(5));
  }

  BackoffStrategy backoff() {
    return BackoffStrategy.exponentialDelay(firstDelay, longestDelay);
  }
}
