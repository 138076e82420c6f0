package dev.digitgan.store.location;

import dev.digitgan.file.GivenText;
import dev.digitgan.outbound.OutboundEnvironment;
import dev.digitgan.store.s3.S3Addressing;
import dev.digitgan.store.s3.S3Settings;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** What the environment says about stores: the standard AWS variables, and our own. */
public final class StoreEnvironment {
  private static final String PATH_STYLE = "DIGITGAN_S3_PATH_STYLE";

  private final Map<String, String> variables;

  private StoreEnvironment(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
  }

  public static StoreEnvironment of(Map<String, String> variables) {
    return new StoreEnvironment(variables);
  }

  /** The environment of this process. */
  public static StoreEnvironment ofProcess() {
    return new StoreEnvironment(System.getenv());
  }

  /**
   * @throws IllegalArgumentException if a variable has a value that it cannot have; the message
   *     names it
   */
  S3Settings s3() {
    S3Settings settings =
        withEndpoint(
            S3Settings.defaults()
                .withAddressing(addressing())
                .withOutbound(OutboundEnvironment.of(variables)));
    // The second name is that of the other AWS tools.
    Optional<String> region = value("AWS_REGION").or(() -> value("AWS_DEFAULT_REGION"));
    return region.isPresent() ? settings.withRegion(region.get()) : settings;
  }

  /** The keys that the environment holds; where it holds none, whatever the AWS chain finds. */
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

  private S3Addressing addressing() {
    return switch (value(PATH_STYLE).orElse("auto")) {
      case "auto" -> S3Addressing.AUTOMATIC;
      case "true" -> S3Addressing.PATH;
      case "false" -> S3Addressing.VIRTUAL_HOST;
      default ->
          throw new IllegalArgumentException(
              PATH_STYLE + " is '" + variables.get(PATH_STYLE) + "'; it is true, false or auto");
    };
  }

  private S3Settings withEndpoint(S3Settings settings) {
    for (String name : List.of("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")) {
      Optional<String> value = value(name);
      if (value.isPresent()) {
        if (!value.get().matches("https?://[^/]+.*")) {
          throw new IllegalArgumentException(
              name + " is '" + value.get() + "'; it is http://host:port or https://host");
        }
        try {
          return settings.withEndpoint(URI.create(value.get()));
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
      }
    }
    return settings;
  }

  private Optional<String> value(String name) {
    Optional<String> value =
        Optional.ofNullable(variables.get(name)).filter(text -> !text.isBlank());
    // The message does without the value: some are secret.
    value
        .flatMap(GivenText::problem)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(name + " " + problem);
            });
    return value;
  }
}
