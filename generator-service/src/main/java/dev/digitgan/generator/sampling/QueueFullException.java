package dev.digitgan.generator.sampling;

import java.time.Duration;
import java.util.Locale;

/** A limit on what waits is reached: the caller should try again later, or elsewhere. */
public final class QueueFullException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Which limit was reached. */
  public enum Bound {
    QUEUE,
    CLIENT,
    UNREAD_REPLIES
  }

  private final Bound bound;
  private final Duration retryAfter;

  QueueFullException(Bound bound, String message, Duration retryAfter) {
    super(message, null, false, false); // No stack trace: it is thrown most often under load.
    this.bound = bound;
    this.retryAfter = retryAfter;
  }

  static QueueFullException ofQueue(int waiting, int limit, Duration retryAfter) {
    return new QueueFullException(
        Bound.QUEUE,
        String.format(Locale.ROOT, "the queue is full: %d of %d images wait", waiting, limit),
        retryAfter);
  }

  static QueueFullException ofClient(int waiting, int share, Duration retryAfter) {
    return new QueueFullException(
        Bound.CLIENT,
        String.format(
            Locale.ROOT,
            "this client's share of the queue is full: %d of %d images wait",
            waiting,
            share),
        retryAfter);
  }

  public static QueueFullException ofReplies(long ownBytes, long reservedBytes, long limitBytes) {
    return new QueueFullException(
        Bound.UNREAD_REPLIES,
        String.format(
            Locale.ROOT,
            "too much is unread: %d of %d bytes of answers wait for their readers, %d of them this client's",
            reservedBytes,
            limitBytes,
            ownBytes),
        Duration.ofSeconds(1));
  }

  public Bound bound() {
    return bound;
  }

  /** The time after which another try may succeed. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
