package dev.digitgan.generator.server;

import dev.digitgan.checkpoint.signing.TrustedKeys;
import dev.digitgan.generator.watch.Follow;
import dev.digitgan.generator.watch.PollSchedule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Which checkpoints a generator serves, and how it gets them.
 *
 * @param keptModelCount models that stay loaded, the served one included
 * @param pollPeriod between two polls of the store
 * @param trusted keys, one of which must have signed a manifest; empty: no signature is required
 * @param cacheDirectory for copies of the last good version; empty: no copies are kept
 */
public record CheckpointSettings(
    Follow follow,
    int keptModelCount,
    Duration pollPeriod,
    Optional<TrustedKeys> trusted,
    Optional<Path> cacheDirectory) {
  /** The longest time between two polls of a store that fails. */
  private static final Duration LONGEST_PERIOD = Duration.ofSeconds(30);

  /** The longest time between two tries of an incomplete version: with the spread a minute. */
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

  /** Returns the schedule of tries of a version that may still become loadable. */
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
