package dev.digitgan.store.testing;

import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.location.StoreEnvironment;
import dev.digitgan.store.location.StoreUri;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A bucket for tests: by default one of an S3Proxy that all tests of this JVM share, or, where
 * {@code DIGITGAN_TEST_S3_ENDPOINT} and {@code DIGITGAN_TEST_S3_BUCKET} are set, that one, by the
 * credentials of the AWS environment.
 */
public final class TestBucket {
  private static final String ENDPOINT = "DIGITGAN_TEST_S3_ENDPOINT";
  private static final String BUCKET = "DIGITGAN_TEST_S3_BUCKET";

  private final String bucket;
  private final Map<String, String> environment;

  private TestBucket(String bucket, Map<String, String> environment) {
    this.bucket = bucket;
    this.environment = Map.copyOf(environment);
  }

  /** The one of this JVM, started when it is first asked for. */
  public static TestBucket shared() {
    return Shared.BUCKET;
  }

  /** What a process needs to know to reach the bucket's server. */
  public Map<String, String> environment() {
    return environment;
  }

  /** The URI of a prefix that nothing has used. */
  public String newLocation() {
    return "s3://" + bucket + "/test-" + UUID.randomUUID();
  }

  /** The store at {@code location} of this bucket. */
  public ObjectStore open(String location) {
    return StoreUri.open(location, StoreEnvironment.of(environment));
  }

  /** Removes all objects at {@code location}, which {@link #newLocation} gave. */
  public void remove(String location) throws IOException {
    String root = "s3://" + bucket;
    try (ObjectStore store = open(root)) {
      for (String key : store.list(location.substring(root.length() + 1) + "/")) {
        store.delete(key);
      }
    }
  }

  private static TestBucket start() {
    String endpoint = System.getenv(ENDPOINT);
    if (endpoint == null || endpoint.isBlank()) {
      return ofOwnServer();
    }
    String bucket = System.getenv(BUCKET);
    if (bucket == null || bucket.isBlank()) {
      throw new IllegalStateException(ENDPOINT + " is set, " + BUCKET + " is not");
    }
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("AWS_ENDPOINT_URL_S3", endpoint);
    return new TestBucket(bucket, environment);
  }

  private static TestBucket ofOwnServer() {
    try {
      Path directory = Files.createTempDirectory("digitgan-s3proxy-");
      S3ProxyServer server = S3ProxyServer.start(directory);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    server.close();
                    deleteTree(directory);
                  }));
      return new TestBucket(S3ProxyServer.BUCKET, server.environment());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteTree(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    } catch (IOException e) {
      // It is under the machine's directory for what may be lost.
    }
  }

  /** Made when it is first used. */
  private static final class Shared {
    static final TestBucket BUCKET = start();
  }
}
