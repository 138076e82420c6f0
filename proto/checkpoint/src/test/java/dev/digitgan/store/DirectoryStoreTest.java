package dev.digitgan.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.testing.UsualMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DirectoryStoreTest {
  @TempDir Path directory;

  @Nested
  final class OneCaller extends ObjectStoreContract {
    @Override
    public ObjectStore open() {
      return new DirectoryStore(directory.resolve("new/store"));
    }
  }

  @Nested
  final class ManyCallers extends ConcurrentStoreContract {
    @Override
    public ObjectStore open() {
      return new DirectoryStore(directory.resolve("new/store"));
    }
  }

  @Test
  void whatAKilledWriterLeftIsNoObject() throws IOException {
    try (ObjectStore store = new DirectoryStore(directory)) {
      store.putIfAbsent("models/a/1.json", ObjectStoreContract.bytes("1"));
      Files.writeString(directory.resolve(".tmp/left-by-a-killed-writer"), "half");
      Files.writeString(directory.resolve("models/a/.hidden"), "not ours");

      assertThat(store.list("models/")).containsExactly("models/a/1.json");
    }
  }

  @Test
  void aGroupSharesAStoreWhereItsUmaskLetsIt() throws IOException {
    try (ObjectStore store = new DirectoryStore(directory)) {
      store.putIfAbsent("models/first", ObjectStoreContract.bytes("1"));
      store.put("models/second", ObjectStoreContract.bytes("2"));

      UsualMode.assertThatAnyoneAllowedByTheUmaskReads(directory.resolve("models/first"));
      UsualMode.assertThatAnyoneAllowedByTheUmaskReads(directory.resolve("models/second"));
    }
  }

  @Test
  void onlyOldLeftoversAreSwept() throws IOException {
    Instant now = Instant.now();
    try (ObjectStore store = new DirectoryStore(directory)) {
      store.putIfAbsent("a", ObjectStoreContract.bytes("1"));
      Path old = Files.writeString(directory.resolve(".tmp/old"), "half");
      Path young = Files.writeString(directory.resolve(".tmp/young"), "half");
      Files.setLastModifiedTime(old, FileTime.from(now.minusSeconds(7200)));

      assertThat(store.removeUnfinished(now.minusSeconds(3600))).isEqualTo(1);
      assertThat(old).doesNotExist();
      assertThat(young).exists();
      assertThat(store.read("a", 1)).hasSize(1);
    }
  }

  @Test
  void nothingIsUnfinishedInANewStore() throws IOException {
    try (ObjectStore store = new DirectoryStore(directory.resolve("none"))) {
      assertThat(store.removeUnfinished(Instant.now())).isZero();
    }
  }
}
