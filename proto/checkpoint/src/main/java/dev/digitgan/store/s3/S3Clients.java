package dev.digitgan.store.s3;

import dev.digitgan.outbound.ProxyVariables;
import dev.digitgan.outbound.ProxyVariables.ProxyAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Two clients over one pool of connections: one retries failed requests, and one does not, for
 * requests whose retries need care.
 */
record S3Clients(
    AwsCredentialsProvider credentials, SdkHttpClient http, S3Client retrying, S3Client single)
    implements AutoCloseable {
  /** Two clients that sign with {@code credentials} and close them. */
  static S3Clients open(
      S3Location location, S3Settings settings, AwsCredentialsProvider credentials) {
    S3Settings.Timeouts timeouts = settings.timeouts();
    Apache5HttpClient.Builder builder =
        Apache5HttpClient.builder()
            .proxyConfiguration(
                proxy(target(location.bucket(), settings), settings.outbound().proxies()))
            .connectionTimeout(timeouts.connect())
            .connectionAcquisitionTimeout(timeouts.connect())
            .socketTimeout(timeouts.silence())
            .connectionMaxIdleTime(Duration.ofSeconds(20));
    settings
        .outbound()
        .authorities()
        .ifPresent(trusted -> builder.tlsTrustManagersProvider(trusted::trustManagers));
    SdkHttpClient http = builder.build();
    try {
      return new S3Clients(
          credentials,
          http,
          client(settings, credentials, http, retryStrategy(settings.retries())),
          client(settings, credentials, http, AwsRetryStrategy.doNotRetry()));
    } catch (SdkClientException e) {
      http.close();
      throw new IllegalArgumentException("S3: " + e.getMessage() + "; set AWS_REGION", e);
    }
  }

  /** What is asked for a bucket, as far as proxies are concerned. */
  private static URI target(String bucket, S3Settings settings) {
    URI endpoint = settings.endpoint();
    if (endpoint == null) {
      String region = settings.region() == null ? "" : "." + settings.region();
      return URI.create("https://" + bucket + ".s3" + region + ".amazonaws.com");
    }
    if (settings.usesPath()) {
      return endpoint;
    }
    String port = endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort();
    return URI.create(endpoint.getScheme() + "://" + bucket + "." + endpoint.getHost() + port);
  }

  /** Java's own settings apply to a target that no variable mentions. */
  private static ProxyConfiguration proxy(URI target, ProxyVariables variables) {
    ProxyConfiguration.Builder proxy =
        ProxyConfiguration.builder()
            .useEnvironmentVariableValues(false)
            .useSystemPropertyValues(!variables.decides(target));
    Optional<ProxyAddress> named = variables.proxyFor(target);
    if (named.isEmpty()) {
      return proxy.scheme(target.getScheme()).build();
    }
    proxy.endpoint(URI.create(named.get().toString()));
    String[] credentials = named.get().credentials().split(":", 2);
    if (!credentials[0].isEmpty()) {
      proxy.username(decoded(credentials[0]));
      proxy.password(credentials.length < 2 ? "" : decoded(credentials[1]));
    }
    return proxy.build();
  }

  private static String decoded(String credential) {
    // A plus sign is itself here, not a space as in a form.
    return URLDecoder.decode(credential.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static S3Client client(
      S3Settings settings,
      AwsCredentialsProvider credentials,
      SdkHttpClient http,
      RetryStrategy retries) {
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClient(http)
            .credentialsProvider(credentials)
            .forcePathStyle(settings.usesPath())
            // Servers other than that of AWS may refuse bodies signed in pieces, and the newer
            // checksums.
            .serviceConfiguration(service -> service.chunkedEncodingEnabled(false))
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .overrideConfiguration(
                configuration ->
                    configuration
                        .retryStrategy(retries)
                        .addExecutionInterceptor(new S3ConditionalPut.SentMark()));
    if (settings.endpoint() != null) {
      builder.endpointOverride(settings.endpoint());
    }
    if (settings.region() != null) {
      builder.region(Region.of(settings.region()));
    } else if (settings.endpoint() != null) {
      builder.region(configuredRegion());
    }
    return builder.build();
  }

  /** Reads the AWS profile alone: off AWS, asking for the machine's role only takes time. */
  private static Region configuredRegion() {
    try {
      Region region = new AwsProfileRegionProvider().getRegion();
      return region == null ? Region.US_EAST_1 : region;
    } catch (SdkClientException e) {
      return Region.US_EAST_1;
    }
  }

  private static RetryStrategy retryStrategy(S3Settings.Retries retries) {
    return AwsRetryStrategy.standardRetryStrategy().toBuilder()
        .maxAttempts(retries.maxAttempts())
        .backoffStrategy(retries.backoff())
        .throttlingBackoffStrategy(retries.backoff())
        .build();
  }

  @Override
  public void close() {
    retrying.close();
    single.close();
    http.close();
    if (credentials instanceof SdkAutoCloseable closeable) {
      closeable.close();
    }
  }
}
