package dev.digitgan.runtime.grpc;

import com.sun.management.UnixOperatingSystemMXBean;
import io.grpc.netty.NettyServerBuilder;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The limits of clients' connections. gRPC rounds times of less than a second up to one.
 *
 * @param maxAge when a client is told to reconnect (a tenth earlier or later), so that clients find
 *     replicas that were added
 * @param maxAgeGrace how long calls that are open then may continue before they are cut off
 * @param maxIdle when a connection without calls is closed
 * @param maxCalls of one connection at a time; further calls wait at the client
 * @param maxConnections at a time; further ones are closed at once
 */
public record ConnectionLimits(
    Duration maxAge, Duration maxAgeGrace, Duration maxIdle, int maxCalls, int maxConnections) {
  /** The shortest interval of a client's pings; a client that pings more often is cut off. */
  static final Duration PERMITTED_PING_INTERVAL = Duration.ofSeconds(10);

  /** A client that is silent this long is pinged, and dropped after the time-out. */
  private static final Duration PING_INTERVAL = Duration.ofMinutes(1);

  private static final Duration PING_TIMEOUT = Duration.ofSeconds(20);

  private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(15);

  /** A connection that resets more calls than this within the window is an attack: it is closed. */
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
      throw new IllegalArgumentException("the grace after a connection's age must not be negative");
    }
    if (maxCalls < 1 || maxConnections < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the limits of connections and calls must be positive, not %d and %d",
              maxConnections,
              maxCalls));
    }
  }

  /** Returns 10,000, or half the files that this process may open if that is less. */
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
