package dev.digitgan.store;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What can be set about S3 beside the credentials.
 *
 * @param endpoint null: the one that the AWS configuration files name, or that of AWS
 * @param region null: the one that the AWS configuration files or the machine's role name; where
 *     there is none either and an endpoint is set, {@code us-east-1}, which other servers ignore
 */
public record S3Settings(
    @Nullable URI endpoint,
    @Nullable String region,
    S3Addressing addressing,
    S3Timeouts timeouts,
    S3Retries retries) {
  public static S3Settings defaults() {
    return new S3Settings(
        null, null, S3Addressing.AUTOMATIC, S3Timeouts.defaults(), S3Retries.defaults());
  }

  public S3Settings withEndpoint(URI endpoint) {
    return new S3Settings(endpoint, region, addressing, timeouts, retries);
  }

  public S3Settings withRegion(String region) {
    return new S3Settings(endpoint, region, addressing, timeouts, retries);
  }

  public S3Settings withAddressing(S3Addressing addressing) {
    return new S3Settings(endpoint, region, addressing, timeouts, retries);
  }

  public S3Settings withTimeouts(S3Timeouts timeouts) {
    return new S3Settings(endpoint, region, addressing, timeouts, retries);
  }

  public S3Settings withRetries(S3Retries retries) {
    return new S3Settings(endpoint, region, addressing, timeouts, retries);
  }
}
