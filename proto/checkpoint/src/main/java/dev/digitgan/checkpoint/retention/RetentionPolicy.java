package dev.digitgan.checkpoint.retention;

import java.time.Duration;

/**
 * What a clean-up leaves, beside what channels name and what anything left refers to.
 *
 * @param versions newest ones of the model
 * @param states newest ones of each run
 * @param minAge younger objects stay, whatever they are
 */
public record RetentionPolicy(int versions, int states, Duration minAge) {
  /** What a publisher needs at most from its first blob to its commit, and a margin. */
  public static final Duration LEAST_MIN_AGE = Duration.ofMinutes(10);

  public static final RetentionPolicy DEFAULT = new RetentionPolicy(10, 2, Duration.ofHours(1));

  public RetentionPolicy {
    if (versions < 1) {
      throw new IllegalArgumentException("at least 1 version is kept, not " + versions);
    }
    if (states < 1) {
      throw new IllegalArgumentException("at least 1 state of each run is kept, not " + states);
    }
    if (minAge.compareTo(LEAST_MIN_AGE) < 0) {
      throw new IllegalArgumentException(
          "the age is at least 10 minutes, for commits that are under way");
    }
  }
}
