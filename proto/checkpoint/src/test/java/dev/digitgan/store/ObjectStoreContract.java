package dev.digitgan.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.digitgan.store.ObjectStore.NoSuchObjectException;
import dev.digitgan.store.ObjectStore.ObjectTooLargeException;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store does with one caller; {@link ConcurrentStoreContract} has many. */
public abstract class ObjectStoreContract {
  private ObjectStore store = new InMemoryStore();

  /** A new, empty store. */
  public abstract ObjectStore open() throws IOException;

  @BeforeEach
  final void openStore() throws IOException {
    store = open();
  }

  @AfterEach
  final void closeStoreTwice() {
    store.close();
    store.close();
  }

  @Test
  void whatWasPutIsRead() throws IOException {
    byte[] bytes = bytes("first");
    assertThat(store.putIfAbsent("a/b.json", bytes)).isTrue();
    store.put("a/c.json", bytes);
    bytes[0] = 'x';

    assertThat(store.read("a/b.json", 5)).isEqualTo(bytes("first"));
    assertThat(store.read("a/c.json", Long.MAX_VALUE)).isEqualTo(bytes("first"));
  }

  @Test
  void anEmptyObjectIsAnObject() throws IOException {
    assertThat(store.putIfAbsent("a/empty", new byte[0])).isTrue();
    assertThat(store.putIfAbsent("a/empty", bytes("late"))).isFalse();

    assertThat(store.read("a/empty", 0)).isEmpty();
    assertThat(store.list("a/")).containsExactly("a/empty");
  }

  @Test
  void theFirstObjectStays() throws IOException {
    store.putIfAbsent("a", bytes("first"));

    assertThat(store.putIfAbsent("a", bytes("second"))).isFalse();
    assertThat(store.putIfAbsent("a", bytes("first"))).isFalse();
    assertThat(store.read("a", 100)).isEqualTo(bytes("first"));
  }

  @Test
  void aPutOverwrites() throws IOException {
    store.putIfAbsent("channels/stable.json", bytes("the first, a long one"));
    store.put("channels/stable.json", bytes("second"));
    store.put("channels/stable.json", bytes("third"));

    assertThat(store.read("channels/stable.json", 100)).isEqualTo(bytes("third"));
    assertThat(store.putIfAbsent("channels/stable.json", bytes("fourth"))).isFalse();
  }

  @Test
  void aDeletedObjectIsGoneAndItsKeyIsFree() throws IOException {
    store.putIfAbsent("a/1", bytes("first"));
    store.putIfAbsent("a/2", bytes("stays"));
    store.delete("a/1");

    assertThatThrownBy(() -> store.read("a/1", 100)).isInstanceOf(NoSuchObjectException.class);
    assertThat(store.stat("a/1")).isEmpty();
    assertThat(store.list("a/")).containsExactly("a/2");
    assertThat(store.putIfAbsent("a/1", bytes("second"))).isTrue();
    assertThat(store.read("a/1", 100)).isEqualTo(bytes("second"));
  }

  @Test
  void deletingNothingDoesNothing() throws IOException {
    store.putIfAbsent("a/b/c", bytes("stays"));
    store.delete("a/b/d");
    store.delete("a/b");
    store.delete("nothing/at/all");

    assertThat(store.list("a/")).containsExactly("a/b/c");
  }

  @Test
  void listingsAreInOrderAndOfOneFolder() throws IOException {
    for (String key : List.of("m/a/2", "m/a/10", "m/ab/1", "m/a-b", "m/a/B", "m/a/b/c", "n/a/1")) {
      store.putIfAbsent(key, bytes(key));
    }

    assertThat(store.list("m/a/")).containsExactly("m/a/10", "m/a/2", "m/a/B", "m/a/b/c");
    assertThat(store.list("m/"))
        .containsExactly("m/a-b", "m/a/10", "m/a/2", "m/a/B", "m/a/b/c", "m/ab/1");
    assertThat(store.list("nothing/")).isEmpty();
    assertThatThrownBy(() -> store.list("m")).hasMessageContaining("does not end with '/'");
  }

  @Test
  void sizesAndTimesAreTold() throws IOException {
    Instant before = Instant.now();
    store.putIfAbsent("a/1", bytes("12345"));
    store.put("a/2", bytes("12"));
    Instant after = Instant.now();

    for (StoredObject object : store.listObjects("a/")) {
      StoredObject known = store.stat(object.key()).orElseThrow();
      assertThat(known.sizeBytes())
          .isEqualTo(object.sizeBytes())
          .isEqualTo(store.read(object.key(), 100).length);
      // S3 keeps whole seconds in one place and thousandths in the other.
      assertThat(known.lastModified())
          .isCloseTo(object.lastModified(), within(1, ChronoUnit.SECONDS));
      assertThat(object.lastModified()).isBetween(before.minusSeconds(2), after.plusSeconds(2));
    }
    assertThat(store.listObjects("a/")).extracting(StoredObject::sizeBytes).containsExactly(5L, 2L);
    assertThat(store.stat("a")).isEmpty();
    assertThat(store.stat("b")).isEmpty();
  }

  @Test
  void anObjectOverTheLimitIsNotRead() throws IOException {
    store.putIfAbsent("a/b", bytes("12345"));

    assertThat(store.read("a/b", 5)).hasSize(5);
    assertThatThrownBy(() -> store.read("a/b", 4))
        .isInstanceOf(ObjectTooLargeException.class)
        .hasMessageContaining("a/b")
        .hasMessageContaining("4 bytes");
    assertThatThrownBy(() -> store.read("a/b", 0)).isInstanceOf(ObjectTooLargeException.class);
  }

  @Test
  void aMissingObjectIsNamed() throws IOException {
    store.putIfAbsent("a/b", bytes("x"));

    for (String key : List.of("no/such", "a/c", "a")) {
      assertThatThrownBy(() -> store.read(key, 4))
          .isInstanceOf(NoSuchObjectException.class)
          .hasMessage("no object " + key + " in " + store);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/a", "a//b", "../a", "a/../b", "a/.tmp", ".tmp/a", "a b", "a\\b", "a/", "ä"})
  void whatIsNoKeyIsRefused(String key) {
    String message = "'" + key + "' is not an object key";
    assertThatThrownBy(() -> store.read(key, 4)).hasMessage(message);
    assertThatThrownBy(() -> store.stat(key)).hasMessage(message);
    assertThatThrownBy(() -> store.putIfAbsent(key, bytes("x"))).hasMessage(message);
    assertThatThrownBy(() -> store.put(key, bytes("x"))).hasMessage(message);
    assertThatThrownBy(() -> store.delete(key)).hasMessage(message);
  }

  @Test
  void nothingIsUnfinishedAfterWriting() throws IOException {
    store.putIfAbsent("a", bytes("1"));
    store.putIfAbsent("a", bytes("2"));
    store.put("a", bytes("3"));

    assertThat(store.removeUnfinished(Instant.now().plusSeconds(60))).isZero();
  }

  @Test
  void aProbeFindsTheConditionHonouredAndLeavesNothing() throws IOException {
    new ConditionalPutProbe(store).run();

    assertThat(store.list(ConditionalPutProbe.PREFIX)).isEmpty();
  }

  public static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
