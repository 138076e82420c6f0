package dev.digitgan.checkpoint.retention;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;

/**
 * The numbers of newest versions of the model and newest states of each run that a clean-up keeps,
 * in addition to what channels or kept records name, and the age below which every object stays.
 */
public record RetentionPolicy(int versions, int states, Duration minAge) {
  /** The longest time from a publisher's first blob to its commit, with a margin. */
  public static final Duration LEAST_MIN_AGE = Duration.ofMinutes(10);

  public static final RetentionPolicy DEFAULT = new RetentionPolicy(10, 2, Duration.ofHours(1));

  public RetentionPolicy {
    checkArgument(versions >= 1, "at least 1 version is kept, not %s", versions);
    checkArgument(states >= 1, "at least 1 state of each run is kept, not %s", states);
    checkArgument(
        minAge.compareTo(LEAST_MIN_AGE) >= 0,
        "the age is at least 10 minutes, for commits in progress");
  }
}
