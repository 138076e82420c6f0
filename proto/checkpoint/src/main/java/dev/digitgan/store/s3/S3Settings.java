package dev.digitgan.store.s3;

import static com.google.common.base.Preconditions.checkArgument;

import dev.digitgan.outbound.OutboundEnvironment;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * The settings of an S3 client, apart from the credentials.
 *
 * @param endpoint null: the one in the AWS configuration files, or that of AWS
 * @param region null: the one in the AWS configuration files or of the machine's role; if there is
 *     none either and an endpoint is set, {@code us-east-1}, which other servers ignore
 */
public record S3Settings(
    @Nullable URI endpoint,
    @Nullable String region,
    Addressing addressing,
    Timeouts timeouts,
    Retries retries,
    OutboundEnvironment outbound) {
  public S3Settings {
    if (endpoint != null) {
      requireHost(endpoint);
    }
  }

  private static void requireHost(URI endpoint) {
    boolean hasHost = endpoint.getHost() != null;
    checkArgument(
        hasHost || !String.valueOf(endpoint.getRawAuthority()).contains("_"),
        "the host of %s has a '_', which no host name may have; use another name or its address",
        endpoint);
    checkArgument(
        hasHost && endpoint.getPort() <= 65_535,
        "%s names no host and port; it is http://host:port or https://host",
        endpoint);
  }

  /** Whether requests name the bucket in the path. */
  public boolean usesPath() {
    return switch (addressing) {
      case PATH -> true;
      case VIRTUAL_HOST -> false;
      case AUTOMATIC ->
          endpoint != null
              && endpoint.getHost() != null
              && Addressing.WITHOUT_SUBDOMAINS.matcher(endpoint.getHost()).matches();
    };
  }

  /** The part of a request that names its bucket. */
  public enum Addressing {
    /** The path: {@code http://host/bucket/key}. Servers with a single name understand this. */
    PATH,

    /** The host name: {@code https://bucket.host/key}. */
    VIRTUAL_HOST,

    /** The path if the endpoint is an address or a name without a dot, which has no sub-domains. */
    AUTOMATIC;

    private static final Pattern WITHOUT_SUBDOMAINS =
        Pattern.compile("\\[.*]|[0-9]+(\\.[0-9]+){3}|[^.]+");
  }

  /**
   * The limits on waiting. A transfer may also take the time that its bytes need at the slowest
   * rate.
   *
   * @param connect to make a connection, or to get a free one from the pool
   * @param silence between two bytes of an answer
   * @param attempt for one request and its answer
   * @param call for a call with all its attempts; a conditional put whose answers were lost takes
   *     one more, to read what is there
   * @param slowestBytesPerSecond a slower transfer fails
   */
  public record Timeouts(
      Duration connect,
      Duration silence,
      Duration attempt,
      Duration call,
      long slowestBytesPerSecond) {
    public static final Timeouts DEFAULT =
        new Timeouts(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(15),
            Duration.ofSeconds(60),
            256 << 10);

    public Timeouts {
      checkArgument(
          Stream.of(connect, silence, attempt, call).allMatch(Timeouts::isPositive),
          "time-outs are %s, %s, %s and %s",
          connect,
          silence,
          attempt,
          call);
      checkArgument(slowestBytesPerSecond > 0, "slowest rate is %s B/s", slowestBytesPerSecond);
    }

    private static boolean isPositive(Duration duration) {
      return duration.compareTo(Duration.ZERO) > 0;
    }

    Duration attempt(long sizeBytes) {
      return attempt.plus(transfer(sizeBytes));
    }

    Duration call(long sizeBytes) {
      return call.plus(transfer(sizeBytes));
    }

    private Duration transfer(long sizeBytes) {
      return Duration.ofSeconds(sizeBytes / slowestBytesPerSecond);
    }
  }

  /**
   * The limits on attempts. The delay before each retry is drawn from zero to a bound that doubles.
   */
  public record Retries(int maxAttempts, Duration firstDelay, Duration longestDelay) {
    public static final Retries DEFAULT =
        new Retries(5, Duration.ofMillis(100), Duration.ofSeconds(5));

    public Retries {
      checkArgument(maxAttempts >= 1, "at least one attempt is made, not %s", maxAttempts);
      checkArgument(
          Timeouts.isPositive(firstDelay) && longestDelay.compareTo(firstDelay) >= 0,
          "delays are %s to %s",
          firstDelay,
          longestDelay);
    }

    BackoffStrategy backoff() {
      return BackoffStrategy.exponentialDelay(firstDelay, longestDelay);
    }
  }
}
