package dev.digitgan.generator.sampling;

import dev.digitgan.runtime.access.ClientIdentity;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Whether a call is worth waiting: refuses at once what would not be answered in time.
 *
 * <p>Calls take turns of {@link #TURN_IMAGES} images, so a call of n images is done after ceil(n /
 * TURN_IMAGES) rounds. Two estimates of the images drawn until then bound the truth: those that
 * wait now and can come before its last (nothing else arrives), and as many rounds as it needs of
 * the length that a round has now (as much arrives as is drawn). Between them, the load that is
 * being accepted says how far what waits now is stretched by what comes. Images come a tile at a
 * time, so one tile more is allowed for.
 */
final class Admission {
  /** Images that a call has drawn before it is another's turn. */
  static final int TURN_IMAGES = 16;

  private static final Duration LONGEST_RETRY = Duration.ofSeconds(5);
  private static final double FULL_LOAD = 0.999;

  /** For what slows the engine down after a call was let in. */
  private static final double MARGIN = 0.1;

  /** For calls of many rounds under load, which depend on more of what is yet to come. */
  private static final double LONG_MARGIN = 1.5;

  private final SamplingLimits limits;

  Admission(SamplingLimits limits) {
    this.limits = limits;
  }

  /**
   * What the engine has to do already.
   *
   * @param acceptedPerSecond images that were let in, lately
   * @param speed of one worker with the call's network; empty before its first tile
   */
  record Load(
      Backlog backlog, int drawingImageCount, double acceptedPerSecond, Optional<Speed> speed) {}

  /** How fast a worker draws, and in how long steps its images come. */
  record Speed(double imagesPerSecond, double tileSeconds) {}

  /**
   * Returns if {@code count} more images of {@code client} can wait.
   *
   * @param count at least one
   * @param remainingSeconds until nobody waits any more; empty: for ever
   * @throws QueueFullException if they do not fit, or are more than the client's share
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

  /** Time until a call of {@code count} images that came now would be drawn. */
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
    Duration time =
        imagesPerSecond.isEmpty() ? LONGEST_RETRY : seconds(count / imagesPerSecond.getAsDouble());
    return time.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : time;
  }

  private static Duration seconds(double seconds) {
    return Duration.ofNanos((long) (seconds * 1e9));
  }
}
