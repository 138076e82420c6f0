package dev.digitgan.store.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.store.DirectoryStore;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.s3.S3Settings;
import dev.digitgan.store.s3.S3Store;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("locale")
final class StoreUriTest {
  private static final StoreEnvironment EMPTY = StoreEnvironment.of(Map.of());

  @TempDir Path directory;

  @Test
  void directoriesAreOpenedByUriOrPath() {
    assertThat(StoreUri.open(directory.toUri().toString())).isInstanceOf(DirectoryStore.class);
    assertThat(StoreUri.open(directory.toString())).hasToString(directory.toUri().toString());
  }

  @Test
  void bucketsAreOpenedByUri() {
    StoreEnvironment environment = StoreEnvironment.of(Map.of("AWS_REGION", "eu-central-1"));
    try (ObjectStore store = StoreUri.open("s3://bucket", environment)) {
      assertThat(store).isInstanceOf(S3Store.class).hasToString("s3://bucket/");
    }
    try (ObjectStore store = StoreUri.open("s3://my.bucket-1/a/b/", environment)) {
      assertThat(store).hasToString("s3://my.bucket-1/a/b/");
    }
  }

  @Test
  void anEndpointNeedsNoRegion() {
    StoreEnvironment environment =
        StoreEnvironment.of(Map.of("AWS_ENDPOINT_URL", "http://localhost:9000"));
    try (ObjectStore store = StoreUri.open("s3://bucket/a", environment)) {
      assertThat(store).hasToString("s3://bucket/a/ at http://localhost:9000");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gs://bucket|unknown scheme; a store is file:///absolute/path, a path or s3://",
        "' '|name a directory, e.g. file:///var/digitgan, or s3://bucket/prefix",
        "file://host/x|a directory is file:///absolute/path",
        "s3://|a bucket is s3://bucket or s3://bucket/prefix",
        "s3://ab|3 to 63 lower-case",
        "s3://Bucket/a|3 to 63 lower-case",
        "s3:bucket|a bucket is s3://",
        "s3://bucket//a|is not an object key",
        "s3://bucket/../a|is not an object key",
        "~/x|store '~/x' begins with ~",
      })
  void whatNamesNoStoreIsExplained(String location, String message) {
    assertThatThrownBy(() -> StoreUri.open(location, EMPTY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aLineEndInALocationOrAVariableIsRefusedByName() {
    assertThatThrownBy(() -> StoreUri.open("/x\r", EMPTY))
        .hasMessage("store '/x\\r' holds the control character \\r: remove it");
    for (String name : List.of("AWS_ENDPOINT_URL_S3", "AWS_REGION", "DIGITGAN_S3_PATH_STYLE")) {
      assertThatThrownBy(() -> StoreEnvironment.of(Map.of(name, "true\r")).s3())
          .hasMessage(name + " holds the control character \\r: remove it");
    }
    Map<String, String> keys =
        Map.of("AWS_ACCESS_KEY_ID", "id", "AWS_SECRET_ACCESS_KEY", "hidden\n");
    assertThatThrownBy(() -> StoreEnvironment.of(keys).credentials())
        .hasMessage("AWS_SECRET_ACCESS_KEY holds the control character \\n: remove it");
  }

  @Test
  void theEndpointForS3AloneWins() {
    S3Settings settings =
        StoreEnvironment.of(
                Map.of(
                    "AWS_ENDPOINT_URL", "https://all.example",
                    "AWS_ENDPOINT_URL_S3", "https://s3.example",
                    "AWS_DEFAULT_REGION", "r"))
            .s3();
    assertThat(settings.endpoint()).hasToString("https://s3.example");
    assertThat(settings.region()).isEqualTo("r");
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:9000,auto,true",
    "http://[::1]:9000,auto,true",
    "http://localhost:9000,auto,true",
    "http://minio:9000,'',true",
    "https://s3.example.org,auto,false",
    "https://s3.example.org,true,true",
    "http://minio:9000,false,false",
  })
  void thePathNamesTheBucketWhereNoSubDomainCan(String endpoint, String setting, boolean path) {
    S3Settings settings =
        StoreEnvironment.of(
                Map.of("AWS_ENDPOINT_URL_S3", endpoint, "DIGITGAN_S3_PATH_STYLE", setting))
            .s3();
    assertThat(settings.usesPath()).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "TRUE", "1"})
  void aWrongVariableIsNamed(String value) {
    assertThatThrownBy(() -> StoreEnvironment.of(Map.of("DIGITGAN_S3_PATH_STYLE", value)).s3())
        .hasMessage("DIGITGAN_S3_PATH_STYLE is '" + value + "'; it is true, false or auto");
    assertThatThrownBy(() -> StoreEnvironment.of(Map.of("AWS_ENDPOINT_URL_S3", value)).s3())
        .hasMessageStartingWith("AWS_ENDPOINT_URL_S3 is '" + value + "'");
  }

  /** As names of Compose services have it; {@link java.net.URI} sees no host in it. */
  @ParameterizedTest
  @ValueSource(strings = {"AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"})
  void anEndpointThatIsNoHostsNameIsRefusedBeforeAnythingIsAsked(String name) {
    StoreEnvironment environment = StoreEnvironment.of(Map.of(name, "http://my_store:9000"));

    assertThatThrownBy(() -> StoreUri.open("s3://bucket", environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            name
                + ": the host of http://my_store:9000 has a '_', which no host name may have; use"
                + " another name or its address");
    assertThatThrownBy(
            () ->
                StoreUri.open(
                    "s3://bucket", StoreEnvironment.of(Map.of(name, "http://store:90000"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(name + ": http://store:90000 names no host and port");
  }
}
