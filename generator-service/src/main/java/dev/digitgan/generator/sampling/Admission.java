package dev.digitgan.generator.sampling;

import dev.digitgan.runtime.access.ClientIdentity;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Decides whether a call may wait, and refuses at once what cannot be answered in time.
 *
 * <p>Calls take turns of {@link #TURN_IMAGES} images, so a call of n images is done after ceil(n /
 * TURN_IMAGES) rounds. Two estimates bound the number of images drawn until then: those that wait
 * now and can come before its last (nothing else arrives), and its rounds times the length of a
 * round now (as much arrives as is drawn). The accepted load interpolates between the two. Images
 * come a tile at a time, so one more tile is added.
 */
final class Admission {
  /** Images that are drawn of a call before the next call's turn. */
  static final int TURN_IMAGES = 16;

  private static final Duration LONGEST_RETRY = Duration.ofSeconds(5);
  private static final double FULL_LOAD = 0.999;

  /** Allows for what slows the engine down after a call was accepted. */
  private static final double MARGIN = 0.1;

  /** Allows for later arrivals, which delay calls of many rounds more. */
  private static final double LONG_MARGIN = 1.5;

  private final SamplingLimits limits;

  Admission(SamplingLimits limits) {
    this.limits = limits;
  }

  /**
   * The work that the engine already has.
   *
   * @param acceptedPerSecond images accepted lately
   * @param speed of one worker with the call's network; empty before its first tile
   */
  record Load(
      Backlog backlog, int drawingImageCount, double acceptedPerSecond, Optional<Speed> speed) {}

  /**
   * The speed of one worker.
   *
   * @param tileSeconds time of one tile
   */
  record Speed(double imagesPerSecond, double tileSeconds) {}

  /** Events a second over about the last second. For one thread at a time. */
  static final class DecayingRate {
    private static final double MEMORY_NANOS = 1e9;

    private double sum;
    private long atNanos;

    void add(int count, long nowNanos) {
      decay(nowNanos);
      sum += count;
    }

    double perSecond(long nowNanos) {
      decay(nowNanos);
      return sum / (MEMORY_NANOS / 1e9);
    }

    private void decay(long nowNanos) {
      sum *= Math.exp(-Math.max(0, nowNanos - atNanos) / MEMORY_NANOS);
      atNanos = nowNanos;
    }
  }

  /**
   * Refuses {@code count} more images of {@code client} unless they can wait.
   *
   * @param count at least one
   * @param remainingSeconds until the deadline; empty: there is none
   * @throws QueueFullException if they do not fit, or exceed the client's share
   * @throws DeadlineTooShortException if they would come too late
   */
  void require(int count, ClientIdentity client, OptionalDouble remainingSeconds, Load load) {
    Backlog backlog = load.backlog;
    OptionalDouble capacity = limits.imagesPerSecond(load.speed);
    int waiting = backlog.imageCount();
    if (count > limits.queuedImageCount() - waiting) {
      throw QueueFullException.ofQueue(
          waiting,
          limits.queuedImageCount(),
          timeFor(count + waiting - limits.queuedImageCount(), capacity));
    }
    double reachable = limits.queuedImageCount();
    if (remainingSeconds.isPresent() && capacity.isPresent()) {
      double wait = predictedSeconds(count, load.speed.orElseThrow(), load);
      if (wait > remainingSeconds.getAsDouble()) {
        throw new DeadlineTooShortException(wait, remainingSeconds.getAsDouble());
      }
      reachable = Math.min(reachable, remainingSeconds.getAsDouble() * capacity.getAsDouble());
    }
    int own = backlog.imageCount(client);
    double share = limits.clientShare() * reachable;
    if (own > 0 && own + count > share) {
      throw QueueFullException.ofClient(own, (int) share, timeFor(count, capacity));
    }
  }

  /** Predicts the time until a call of {@code count} images that arrives now is drawn. */
  double predictedSeconds(int count, Speed speed, Load load) {
    double imagesPerSecond = speed.imagesPerSecond * limits.workerCount();
    int rounds = (count + TURN_IMAGES - 1) / TURN_IMAGES;
    double nothingComes = load.backlog.imagesUpTo(rounds * TURN_IMAGES) + count;
    double roundImages = load.backlog.imagesUpTo(TURN_IMAGES) + Math.min(count, TURN_IMAGES);
    double asMuchComes = Math.max(nothingComes, rounds * roundImages);
    double utilisation = Math.min(FULL_LOAD, load.acceptedPerSecond / imagesPerSecond);
    double ahead = Math.min(asMuchComes, nothingComes / (1 - utilisation));
    double margin = 1 + MARGIN + LONG_MARGIN * utilisation * (1 - 1.0 / rounds);
    return margin * (load.drawingImageCount + ahead) / imagesPerSecond + speed.tileSeconds;
  }

  private static Duration timeFor(int count, OptionalDouble imagesPerSecond) {
    if (imagesPerSecond.isEmpty()) {
      return LONGEST_RETRY;
    }
    Duration time = Duration.ofNanos((long) (count / imagesPerSecond.getAsDouble() * 1e9));
    return time.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : time;
  }
}
