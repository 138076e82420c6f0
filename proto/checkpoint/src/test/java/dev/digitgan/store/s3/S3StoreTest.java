package dev.digitgan.store.s3;

import static dev.digitgan.store.ObjectStoreContract.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.store.ConcurrentStoreContract;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.ObjectStoreContract;
import dev.digitgan.store.location.StoreEnvironment;
import dev.digitgan.store.location.StoreUri;
import dev.digitgan.store.testing.TestBucket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** On a real S3 server; {@link TestBucket} says on which. */
final class S3StoreTest {
  private final TestBucket bucket = TestBucket.shared();
  private final List<String> locations = new ArrayList<>();

  @AfterEach
  void removeObjects() throws IOException {
    for (String location : locations) {
      bucket.remove(location);
    }
  }

  private String newLocation() {
    String location = bucket.newLocation();
    locations.add(location);
    return location;
  }

  @Nested
  final class OneCaller extends ObjectStoreContract {
    @Override
    public ObjectStore open() {
      return bucket.open(newLocation() + "/");
    }
  }

  @Nested
  @Tag("ci")
  final class ManyCallers extends ConcurrentStoreContract {
    @Override
    public ObjectStore open() {
      return bucket.open(newLocation());
    }

    @Override
    public int longListingObjects() {
      return 1050;
    }
  }

  @Test
  void prefixesAreApart() throws IOException {
    String location = newLocation();
    try (ObjectStore outer = bucket.open(location);
        ObjectStore inner = bucket.open(location + "/a/b");
        ObjectStore beside = bucket.open(location + "/a/bc")) {
      inner.putIfAbsent("x/y", bytes("1"));
      beside.putIfAbsent("x/y", bytes("22"));

      assertThat(inner.list("x/")).containsExactly("x/y");
      assertThat(outer.list("a/")).containsExactly("a/b/x/y", "a/bc/x/y");
      assertThat(outer.read("a/bc/x/y", 2)).isEqualTo(bytes("22"));
      assertThat(inner).asString().startsWith(location + "/a/b/ at http");
    }
  }

  @Test
  void wrongCredentialsAreNamed() {
    assertFailsWith(
        newLocation(),
        Map.of("AWS_SECRET_ACCESS_KEY", "wrong"),
        "403 SignatureDoesNotMatch; check the AWS credentials and their rights to the bucket");
    assertFailsWith(
        newLocation(), Map.of("AWS_ACCESS_KEY_ID", "nobody"), "403 InvalidAccessKeyId; check");
  }

  @Test
  void aMissingBucketIsNamed() {
    assertFailsWith("s3://digitgan-there-is-none", Map.of(), "404 NoSuchBucket; make the bucket");
  }

  private void assertFailsWith(String location, Map<String, String> changed, String message) {
    Map<String, String> environment = new HashMap<>(bucket.environment());
    environment.putAll(changed);
    try (ObjectStore store = StoreUri.open(location, StoreEnvironment.of(environment))) {
      assertThatThrownBy(() -> store.list("a/"))
          .isExactlyInstanceOf(IOException.class)
          .hasMessageStartingWith("cannot list a/ in " + location)
          .hasMessageContaining(message)
          .hasMessageNotContaining("\n");
      assertThatThrownBy(() -> store.read("a/b", 1))
          .isExactlyInstanceOf(IOException.class)
          .hasMessageContaining(message);
      // Neither leaves open whether something was written.
      assertThatThrownBy(() -> store.putIfAbsent("a/b", bytes("x")))
          .isExactlyInstanceOf(IOException.class)
          .hasMessageStartingWith("cannot write a/b in " + location)
          .hasMessageContaining(message);
    }
  }
}
