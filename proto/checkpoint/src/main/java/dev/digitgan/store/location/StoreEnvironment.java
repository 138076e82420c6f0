package dev.digitgan.store.location;

import static com.google.common.base.Preconditions.checkArgument;

import dev.digitgan.file.GivenText;
import dev.digitgan.outbound.OutboundEnvironment;
import dev.digitgan.store.s3.S3Settings;
import dev.digitgan.store.s3.S3Settings.Addressing;
import dev.digitgan.store.s3.S3Settings.Retries;
import dev.digitgan.store.s3.S3Settings.Timeouts;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The environment's settings for stores: the standard AWS variables, and our own. */
public final class StoreEnvironment {
  private static final String PATH_STYLE = "DIGITGAN_S3_PATH_STYLE";

  private final Map<String, String> variables;

  private StoreEnvironment(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
  }

  public static StoreEnvironment of(Map<String, String> variables) {
    return new StoreEnvironment(variables);
  }

  public static StoreEnvironment ofProcess() {
    return new StoreEnvironment(System.getenv());
  }

  /** The S3 settings of these variables; IllegalArgumentException names one that is not valid. */
  S3Settings s3() {
    Addressing addressing =
        switch (value(PATH_STYLE).orElse("auto")) {
          case "auto" -> Addressing.AUTOMATIC;
          case "true" -> Addressing.PATH;
          case "false" -> Addressing.VIRTUAL_HOST;
          default ->
              throw new IllegalArgumentException(
                  PATH_STYLE
                      + " is '"
                      + variables.get(PATH_STYLE)
                      + "'; it is true, false or auto");
        };
    // Other AWS tools read the second name.
    String region = value("AWS_REGION").or(() -> value("AWS_DEFAULT_REGION")).orElse(null);
    OutboundEnvironment outbound = OutboundEnvironment.of(variables);
    for (String name : List.of("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")) {
      Optional<String> endpoint = value(name);
      if (endpoint.isPresent()) {
        checkArgument(
            endpoint.get().matches("https?://[^/]+.*"),
            "%s is '%s'; it is http://host:port or https://host",
            name,
            endpoint.get());
        try {
          return settings(URI.create(endpoint.get()), region, addressing, outbound);
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
      }
    }
    return settings(null, region, addressing, outbound);
  }

  private static S3Settings settings(
      @Nullable URI endpoint,
      @Nullable String region,
      Addressing addressing,
      OutboundEnvironment outbound) {
    return new S3Settings(
        endpoint, region, addressing, Timeouts.DEFAULT, Retries.DEFAULT, outbound);
  }

  /** The keys in the environment; without them, what the AWS provider chain finds. */
  AwsCredentialsProvider credentials() {
    Optional<String> id = value("AWS_ACCESS_KEY_ID");
    Optional<String> secret = value("AWS_SECRET_ACCESS_KEY");
    if (id.isEmpty() || secret.isEmpty()) {
      return DefaultCredentialsProvider.builder().build();
    }
    return StaticCredentialsProvider.create(
        value("AWS_SESSION_TOKEN").isPresent()
            ? AwsSessionCredentials.create(id.get(), secret.get(), value("AWS_SESSION_TOKEN").get())
            : AwsBasicCredentials.create(id.get(), secret.get()));
  }

  private Optional<String> value(String name) {
    Optional<String> value =
        Optional.ofNullable(variables.get(name)).filter(text -> !text.isBlank());
    // The message omits the value, which may be secret.
    value
        .flatMap(GivenText::problem)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(name + " " + problem);
            });
    return value;
  }
}
