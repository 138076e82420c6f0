package dev.digitgan.generator.sampling;

/** As much waits as may wait: the caller should try again a little later, or elsewhere. */
public final class QueueFullException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  QueueFullException(int waiting, int limit) {
    super("the queue is full: %d of %d images wait".formatted(waiting, limit));
  }
}
