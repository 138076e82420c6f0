package dev.digitgan.runtime.grpc;

import com.sun.management.UnixOperatingSystemMXBean;
import io.grpc.netty.NettyServerBuilder;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * What a client's connection may do, and for how long; gRPC takes times of less than a second for a
 * second.
 *
 * @param maxAge after it, give or take a tenth, the client is told to connect anew, so that clients
 *     find replicas that were added
 * @param maxAgeGrace for the calls that are open then; what is open after it is cut off
 * @param maxIdle a connection without calls is closed after it
 * @param maxCalls of one connection at a time; a client's further ones wait at the client
 * @param maxConnections at a time; further ones are closed at once
 */
public record ConnectionLimits(
    Duration maxAge, Duration maxAgeGrace, Duration maxIdle, int maxCalls, int maxConnections) {
  /** Clients may ping so often, with calls and without; who does more often is sent away. */
  static final Duration PERMITTED_PING_INTERVAL = Duration.ofSeconds(10);

  /** A client from which nothing came for so long is pinged, and given up after the time-out. */
  private static final Duration PING_INTERVAL = Duration.ofMinutes(1);

  private static final Duration PING_TIMEOUT = Duration.ofSeconds(20);

  /** For TLS and HTTP/2 to begin. */
  private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(15);

  /** A connection that takes back more calls than these, in a time, is no client: it is closed. */
  private static final int MAX_RESETS = 10_000;

  private static final Duration RESET_WINDOW = Duration.ofSeconds(10);

  private static final int MOST_CONNECTIONS = 10_000;

  public static final ConnectionLimits DEFAULT =
      new ConnectionLimits(
          Duration.ofMinutes(30),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          1_000,
          connectionsThatFit());

  public ConnectionLimits {
    if (maxAge.toMillis() < 1 || maxIdle.toMillis() < 1) {
      throw new IllegalArgumentException("a connection's age and idle time must be positive");
    }
    if (maxAgeGrace.isNegative()) {
      throw new IllegalArgumentException("the grace after a connection's age is negative");
    }
    if (maxCalls < 1 || maxConnections < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "at least one connection and one call of it are allowed, not %d and %d",
              maxConnections,
              maxCalls));
    }
  }

  /** 10,000, or where that is less half the files that this process may have open. */
  private static int connectionsThatFit() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? (int) Math.max(1, Math.min(MOST_CONNECTIONS, unix.getMaxFileDescriptorCount() / 2))
        : MOST_CONNECTIONS;
  }

  void applyTo(NettyServerBuilder server) {
    server
        .permitKeepAliveTime(PERMITTED_PING_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)
        .permitKeepAliveWithoutCalls(true)
        .keepAliveTime(PING_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)
        .keepAliveTimeout(PING_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
        .handshakeTimeout(HANDSHAKE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
        .maxConnectionAge(maxAge.toMillis(), TimeUnit.MILLISECONDS)
        .maxConnectionAgeGrace(maxAgeGrace.toMillis(), TimeUnit.MILLISECONDS)
        .maxConnectionIdle(maxIdle.toMillis(), TimeUnit.MILLISECONDS)
        .maxConcurrentCallsPerConnection(maxCalls)
        .maxRstFramesPerWindow(MAX_RESETS, (int) RESET_WINDOW.toSeconds());
  }
}
