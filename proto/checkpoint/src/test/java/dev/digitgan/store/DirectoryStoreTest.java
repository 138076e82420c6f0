package dev.digitgan.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DirectoryStoreTest {
  @TempDir Path directory;

  @Test
  void whatWasPutIsRead() throws IOException {
    try (ObjectStore store = new DirectoryStore(directory.resolve("new/store"))) {
      assertThat(store.putIfAbsent("a/b.json", bytes("first"))).isTrue();
      assertThat(store.read("a/b.json", 5)).isEqualTo(bytes("first"));
    }
  }

  @Test
  void theFirstObjectStays() throws IOException {
    try (ObjectStore store = new DirectoryStore(directory)) {
      store.putIfAbsent("a", bytes("first"));
      assertThat(store.putIfAbsent("a", bytes("second"))).isFalse();
      assertThat(store.read("a", 100)).isEqualTo(bytes("first"));
    }
  }

  @Test
  void exactlyOneOfManyRacersWins() throws Exception {
    int racers = 8;
    ExecutorService threads = Executors.newFixedThreadPool(racers);
    try (ObjectStore store = new DirectoryStore(directory)) {
      for (int round = 0; round < 50; round++) {
        String key = "race/" + round;
        List<Callable<Boolean>> puts = new ArrayList<>();
        for (int racer = 0; racer < racers; racer++) {
          byte[] mine = bytes("racer " + racer);
          puts.add(() -> store.putIfAbsent(key, mine));
        }
        int winner = -1;
        List<Future<Boolean>> outcomes = threads.invokeAll(puts);
        for (int racer = 0; racer < racers; racer++) {
          if (outcomes.get(racer).get()) {
            assertThat(winner).isEqualTo(-1);
            winner = racer;
          }
        }
        assertThat(store.read(key, 100)).isEqualTo(bytes("racer " + winner));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void listingIsSortedAndSeesNothingUnfinished() throws IOException {
    try (ObjectStore store = new DirectoryStore(directory)) {
      store.putIfAbsent("models/a/2.json", bytes("2"));
      store.putIfAbsent("models/a/1.json", bytes("1"));
      store.putIfAbsent("models/ab/1.json", bytes("1"));
      Files.write(directory.resolve(".tmp/left-by-a-killed-writer"), bytes("half"));

      assertThat(store.list("models/a/")).containsExactly("models/a/1.json", "models/a/2.json");
      assertThat(store.list("models/")).hasSize(3);
      assertThat(store.list("nothing/")).isEmpty();
    }
  }

  @Test
  void anObjectOverTheLimitIsNotRead() throws IOException {
    try (ObjectStore store = new DirectoryStore(directory)) {
      store.putIfAbsent("a", bytes("12345"));
      assertThatThrownBy(() -> store.read("a", 4)).isInstanceOf(ObjectTooLargeException.class);
    }
  }

  @Test
  void aMissingObjectIsNamed() {
    try (ObjectStore store = new DirectoryStore(directory)) {
      assertThatThrownBy(() -> store.read("no/such", 4))
          .isInstanceOf(NoSuchObjectException.class)
          .hasMessageStartingWith("no object no/such in file:///");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/a", "a//b", "../a", "a/../b", "a/.tmp", ".tmp/a", "a b", "a\\b", "a/"})
  void keysThatLeaveTheStoreAreRefused(String key) {
    try (ObjectStore store = new DirectoryStore(directory)) {
      assertThatThrownBy(() -> store.read(key, 4)).hasMessage("'" + key + "' is no object key");
      assertThatThrownBy(() -> store.putIfAbsent(key, bytes("x")))
          .hasMessage("'" + key + "' is no object key");
    }
  }

  @Test
  void storesAreOpenedByUriOrPath() {
    assertThat(StoreUri.open(directory.toUri().toString())).isInstanceOf(DirectoryStore.class);
    assertThat(StoreUri.open(directory.toString())).hasToString(directory.toUri().toString());
    assertThatThrownBy(() -> StoreUri.open("gs://bucket")).hasMessageContaining("unknown scheme");
    assertThatThrownBy(() -> StoreUri.open(" ")).hasMessageContaining("name a directory");
    assertThatThrownBy(() -> StoreUri.open("file://host/x"))
        .hasMessageContaining("file:///absolute");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
