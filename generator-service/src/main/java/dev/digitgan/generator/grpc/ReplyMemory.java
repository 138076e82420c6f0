package dev.digitgan.generator.grpc;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.digitgan.generator.sampling.QueueFullException;
import dev.digitgan.runtime.access.ClientIdentity;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Bounds the bytes of responses that are being made or wait for slow readers. The network buffers
 * everything it is given, so the bound is enforced before a call is accepted.
 *
 * <p>A client may hold as much as is free, so that a first client can come to hold half, a second a
 * quarter, and there is always room for a new one (Choudhury and Hahne, Dynamic queue length
 * thresholds, IEEE/ACM Trans. Networking 6 (1998), equation (1), alpha = 1).
 */
public final class ReplyMemory {
  private final long limitBytes;

  @GuardedBy("this")
  private final Map<ClientIdentity, Long> bytesByClient = new HashMap<>();

  @GuardedBy("this")
  private long reservedBytes;

  public ReplyMemory(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  /** A part of the memory, held until its call has ended. Closing it again does nothing. */
  interface Reservation extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Reserves {@code bytes}. The only call may always have as much as it needs.
   *
   * @throws QueueFullException if too few are free
   */
  Reservation reserve(ClientIdentity client, long bytes) {
    synchronized (this) {
      long free = limitBytes - reservedBytes;
      long own = bytesByClient.getOrDefault(client, 0L);
      if (reservedBytes > 0 && (own == 0 ? bytes : own + bytes) > free) {
        throw QueueFullException.ofReplies(own, reservedBytes, limitBytes);
      }
      reservedBytes += bytes;
      bytesByClient.put(client, own + bytes);
    }
    AtomicBoolean open = new AtomicBoolean(true);
    return () -> {
      if (open.compareAndSet(true, false)) {
        release(client, bytes);
      }
    };
  }

  private synchronized void release(ClientIdentity client, long bytes) {
    reservedBytes -= bytes;
    bytesByClient.computeIfPresent(client, (name, held) -> held == bytes ? null : held - bytes);
  }

  public synchronized long reservedBytes() {
    return reservedBytes;
  }
}
