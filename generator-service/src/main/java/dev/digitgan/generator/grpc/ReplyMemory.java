package dev.digitgan.generator.grpc;

import dev.digitgan.generator.sampling.QueueFullException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the bytes of responses that are being made or wait for slow readers: the network takes
 * whatever it is handed, so the bound is kept before a call is accepted.
 */
public final class ReplyMemory {
  private final long limitBytes;
  private final AtomicLong reservedBytes = new AtomicLong();

  public ReplyMemory(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  /** A part of the memory, until its call has ended. Closing it again does nothing. */
  interface Reservation extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Takes {@code bytes}; a call that nobody else's shares the memory with may always have them.
   *
   * @throws QueueFullException if they are not there
   */
  Reservation reserve(long bytes) {
    long before = reservedBytes.getAndAdd(bytes);
    if (before > 0 && before + bytes > limitBytes) {
      reservedBytes.addAndGet(-bytes);
      throw QueueFullException.ofReplies(before, limitBytes);
    }
    AtomicBoolean open = new AtomicBoolean(true);
    return () -> {
      if (open.compareAndSet(true, false)) {
        reservedBytes.addAndGet(-bytes);
      }
    };
  }

  /** Bytes taken now. */
  public long reservedBytes() {
    return reservedBytes.get();
  }
}
