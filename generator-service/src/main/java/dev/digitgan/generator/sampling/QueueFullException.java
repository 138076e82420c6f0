package dev.digitgan.generator.sampling;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
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

  @FormatMethod
  private QueueFullException(
      Bound bound, Duration retryAfter, @FormatString String message, Object... values) {
    // No stack trace: it is thrown most often under load.
    super(String.format(Locale.ROOT, message, values), null, false, false);
    this.bound = bound;
    this.retryAfter = retryAfter;
  }

  static QueueFullException ofQueue(int waiting, int limit, Duration retryAfter) {
    String message = "the queue is full: %d of %d images wait";
    return new QueueFullException(Bound.QUEUE, retryAfter, message, waiting, limit);
  }

  static QueueFullException ofClient(int waiting, int share, Duration retryAfter) {
    String message = "this client's share of the queue is full: %d of %d images wait";
    return new QueueFullException(Bound.CLIENT, retryAfter, message, waiting, share);
  }

  public static QueueFullException ofReplies(long ownBytes, long reservedBytes, long limitBytes) {
    return new QueueFullException(
        Bound.UNREAD_REPLIES,
        Duration.ofSeconds(1),
        "too much is unread: %d of %d bytes of answers wait for their readers, %d of them this client's",
        reservedBytes,
        limitBytes,
        ownBytes);
  }

  public Bound bound() {
    return bound;
  }

  /** The time after which another try may succeed. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
