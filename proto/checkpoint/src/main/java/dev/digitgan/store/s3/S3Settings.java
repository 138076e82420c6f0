package dev.digitgan.store.s3;

import dev.digitgan.outbound.OutboundEnvironment;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What can be set about S3 beside the credentials.
 *
 * @param endpoint null: the one that the AWS configuration files name, or that of AWS
 * @param region null: the one that the AWS configuration files or the machine's role name; where
 *     there is none either and an endpoint is set, {@code us-east-1}, which other servers ignore
 * @param outbound proxies, and authorities to trust
 */
public record S3Settings(
    @Nullable URI endpoint,
    @Nullable String region,
    S3Addressing addressing,
    S3Timeouts timeouts,
    S3Retries retries,
    OutboundEnvironment outbound) {
  /**
   * @throws IllegalArgumentException if {@code endpoint} has no host that can be asked
   */
  public S3Settings {
    if (endpoint != null) {
      requireHost(endpoint);
    }
  }

  private static void requireHost(URI endpoint) {
    String authority = String.valueOf(endpoint.getRawAuthority());
    if (endpoint.getHost() == null && authority.contains("_")) {
      throw new IllegalArgumentException(
          "the host of "
              + endpoint
              + " has a '_', which no host name may have; name it by another"
              + " name, an alias say, or by its address");
    }
    if (endpoint.getHost() == null || endpoint.getPort() > 65_535) {
      throw new IllegalArgumentException(
          endpoint + " names no host and port; it is http://host:port or https://host");
    }
  }

  public static S3Settings defaults() {
    return new S3Settings(
        null,
        null,
        S3Addressing.AUTOMATIC,
        S3Timeouts.defaults(),
        S3Retries.defaults(),
        OutboundEnvironment.of(Map.of()));
  }

  public S3Settings withEndpoint(URI endpoint) {
    return new S3Settings(endpoint, region, addressing, timeouts, retries, outbound);
  }

  public S3Settings withRegion(String region) {
    return new S3Settings(endpoint, region, addressing, timeouts, retries, outbound);
  }

  public S3Settings withAddressing(S3Addressing addressing) {
    return new S3Settings(endpoint, region, addressing, timeouts, retries, outbound);
  }

  public S3Settings withTimeouts(S3Timeouts timeouts) {
    return new S3Settings(endpoint, region, addressing, timeouts, retries, outbound);
  }

  public S3Settings withOutbound(OutboundEnvironment outbound) {
    return new S3Settings(endpoint, region, addressing, timeouts, retries, outbound);
  }

  public S3Settings withRetries(S3Retries retries) {
    return new S3Settings(endpoint, region, addressing, timeouts, retries, outbound);
  }
}
