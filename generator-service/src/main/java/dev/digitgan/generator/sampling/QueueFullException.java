package dev.digitgan.generator.sampling;

import java.time.Duration;
import java.util.Locale;

/** As much waits as may wait: the caller should try again after a while, or elsewhere. */
public final class QueueFullException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Whose limit was reached. */
  public enum Bound {
    QUEUE,
    CLIENT,
    UNREAD_REPLIES
  }

  private final Bound bound;
  private final Duration retryAfter;

  QueueFullException(Bound bound, String message, Duration retryAfter) {
    super(message, null, false, false); // Thrown most when there is least time: no stack trace.
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

  /** Where {@code reservedBytes} of answers, {@code ownBytes} the client's, are unread. */
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

  /** When there may be room. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
