package dev.digitgan.store;

import dev.digitgan.file.GivenText;
import java.net.URI;
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
    S3Settings settings = S3Settings.defaults().withAddressing(addressing());
    Optional<URI> endpoint = endpoint("AWS_ENDPOINT_URL_S3").or(() -> endpoint("AWS_ENDPOINT_URL"));
    if (endpoint.isPresent()) {
      settings = settings.withEndpoint(endpoint.get());
    }
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

  private Optional<URI> endpoint(String name) {
    return value(name)
        .map(
            value -> {
              if (!value.matches("https?://[^/]+.*")) {
                throw new IllegalArgumentException(
                    name + " is '" + value + "'; it is http://host:port or https://host");
              }
              return URI.create(value);
            });
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
