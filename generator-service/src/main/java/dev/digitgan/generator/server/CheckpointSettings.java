package dev.digitgan.generator.server;

import dev.digitgan.checkpoint.signing.TrustedKeys;
import dev.digitgan.generator.watch.Follow;
import dev.digitgan.generator.watch.PollSchedule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Which checkpoints a generator serves, and how it comes by them.
 *
 * @param keptModelCount models that stay loaded, the served one included
 * @param pollPeriod between two looks at the store
 * @param trusted whose signature a manifest must have; empty: none is asked for
 * @param cacheDirectory where the last good version is kept on disk; empty: nowhere
 */
public record CheckpointSettings(
    Follow follow,
    int keptModelCount,
    Duration pollPeriod,
    Optional<TrustedKeys> trusted,
    Optional<Path> cacheDirectory) {
  /** The longest time between two looks at a store that fails. */
  private static final Duration LONGEST_PERIOD = Duration.ofSeconds(30);

  /** Between two looks at one version that is not whole: with the schedule's spread a minute. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(48);

  public CheckpointSettings {
    if (keptModelCount < 1) {
      throw new IllegalArgumentException("at least one model is kept, not " + keptModelCount);
    }
    if (pollPeriod.isZero() || pollPeriod.isNegative()) {
      throw new IllegalArgumentException("polls every " + pollPeriod);
    }
  }

  PollSchedule pollSchedule() {
    return schedule(LONGEST_PERIOD);
  }

  /** When to look again at a version that may still come. */
  PollSchedule versionSchedule() {
    return schedule(LONGEST_WAIT);
  }

  private PollSchedule schedule(Duration longest) {
    return new PollSchedule(
        pollPeriod,
        pollPeriod.compareTo(longest) > 0 ? pollPeriod : longest,
        new SplittableRandom());
  }
}
