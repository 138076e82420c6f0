package dev.digitgan.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.checkpoint.RetentionPlan.Item;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.store.DirectoryStore;
import dev.digitgan.store.InMemoryStore;
import dev.digitgan.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RetentionTest {
  private static final CheckpointKeys KEYS = new CheckpointKeys("digits");
  private static final RetentionPolicy NEWEST_TWO = new RetentionPolicy(2, 2, Duration.ofHours(1));

  private final TestClock clock = new TestClock();
  private final ObjectStore store = new InMemoryStore(clock);

  @Test
  void aPlanRemovesNothing() throws Exception {
    publish(store, 4);
    clock.advance(Duration.ofHours(2));
    List<String> before = keys();
    List<String> operations = new ArrayList<>();
    RetentionPlan plan =
        retention(new HookedStore(store, (operation, key) -> operations.add(operation))).plan();
    assertThat(plan.items()).extracting(Item::name).contains("version 1", "version 2");
    assertThat(plan.items()).hasSize(6);
    assertThat(keys()).isEqualTo(before);
    assertThat(operations).containsOnly("list", "read");
  }

  @Test
  void whatThePlanSaysIsRemoved() throws Exception {
    publish(store, 4);
    clock.advance(Duration.ofHours(2));
    List<Item> planned = retention(store).plan().items();
    AtomicInteger told = new AtomicInteger();

    Retention.Outcome outcome =
        retention(store)
            .remove(
                (item, done, total) -> {
                  assertThat(done).isEqualTo(told.incrementAndGet());
                  assertThat(total).isEqualTo(planned.size());
                });

    assertThat(outcome.removed()).isEqualTo(planned);
    assertThat(outcome.spared()).isEmpty();
    assertThat(told).hasValue(planned.size());
    CheckpointReader reader = new CheckpointReader(store, KEYS);
    assertThat(reader.versions()).containsExactly(new Version(4), new Version(3));
    reader.verify(new Version(4));
    reader.verify(new Version(3));
    assertThat(store.list(CheckpointKeys.blobs())).hasSize(4);
    assertThat(store.list(CheckpointKeys.removals())).isEmpty();
  }

  @Test
  void aDirectoryIsCleanedUpTemporaryFilesIncluded(@TempDir Path directory) throws Exception {
    try (ObjectStore files = new DirectoryStore(directory)) {
      publish(files, 4);
      Files.write(directory.resolve(".tmp/left-by-a-killed-writer"), new byte[3]);
      Instant old = Instant.now().minus(Duration.ofHours(2));
      try (Stream<Path> all = Files.walk(directory)) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          Files.setLastModifiedTime(file, FileTime.from(old));
        }
      }
      Files.write(directory.resolve(".tmp/being-written"), new byte[3]);

      Retention.Outcome outcome =
          new Retention(files, KEYS, NEWEST_TWO, InstantSource.system())
              .remove((item, done, total) -> {});

      assertThat(outcome.removed()).hasSize(6);
      assertThat(outcome.unfinishedCount()).isEqualTo(1);
      assertThat(directory.resolve(".tmp/being-written")).exists();
      assertThat(new CheckpointReader(files, KEYS).versions()).hasSize(2);
    }
  }

  @Test
  void agesAreToldByTheStoresClockNotByThisMachines() throws Exception {
    publish(store, 4);
    TestClock fast = new TestClock();
    fast.advance(Duration.ofDays(30));
    Retention retention = new Retention(store, KEYS, NEWEST_TWO, fast);
    assertThat(retention.plan().items()).hasSize(6);
    assertThat(retention.remove((item, done, total) -> {}).removed()).isEmpty();
    assertThat(new CheckpointReader(store, KEYS).versions()).hasSize(4);
  }

  @Test
  void aChannelThatMovesAfterThePlanSavesItsVersion() throws Exception {
    publish(store, 4);
    clock.advance(Duration.ofHours(2));
    ObjectStore moving =
        new HookedStore(
            store,
            (operation, key) -> {
              if (operation.equals("putIfAbsent") && key.startsWith("removals/")) {
                move(new Version(1));
              }
            });
    Retention.Outcome outcome = retention(moving).remove((item, done, total) -> {});
    assertThat(outcome.removed()).extracting(Item::name).contains("version 2");
    assertThat(outcome.spared()).extracting(Item::name).contains("version 1");
    new CheckpointReader(store, KEYS).verify(new Version(1));
  }

  @Test
  void whatIsWrittenAgainAfterTheLastLookIsSpared() throws Exception {
    publish(store, 4);
    clock.advance(Duration.ofHours(2));
    ObjectStore renewing =
        new HookedStore(
            store,
            (operation, key) -> {
              if (operation.equals("stat") && key.startsWith("blobs/")) {
                clock.advance(Duration.ofSeconds(1));
                store.put(key, store.read(key, 1 << 20));
              }
            });
    Retention.Outcome outcome = retention(renewing).remove((item, done, total) -> {});
    assertThat(outcome.removed()).extracting(Item::name).containsExactly("version 1", "version 2");
    assertThat(outcome.spared()).hasSize(4);
  }

  @Test
  void aManifestThatIsWrittenAgainStopsIt() throws Exception {
    publish(store, 4);
    clock.advance(Duration.ofHours(2));
    ObjectStore restoring =
        new HookedStore(
            store,
            (operation, key) -> {
              if (operation.equals("stat") && key.equals(KEYS.manifest(new Version(2)))) {
                clock.advance(Duration.ofSeconds(1));
                store.put(key, store.read(key, 1 << 20));
              }
            });
    assertThatThrownBy(() -> retention(restoring).remove((item, done, total) -> {}))
        .hasMessage(
            "version 2 was written again during the clean-up, which ends here; run it again");
    new CheckpointReader(store, KEYS).verify(new Version(2));
  }

  @Test
  void aChannelThatIsNotUnderstoodStopsIt() throws Exception {
    publish(store, 4);
    store.put("models/digits/channels/stable.json", "?".getBytes(UTF_8));
    clock.advance(Duration.ofHours(2));
    assertThatThrownBy(() -> retention(store).remove((item, done, total) -> {}))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith("channel 'stable' is not JSON");
    assertThat(new CheckpointReader(store, KEYS).versions()).hasSize(4);
  }

  @Test
  void aRecordTooLargeToBeReadStopsIt() throws Exception {
    publish(store, 4);
    store.put("models/digits/later/huge", new byte[(4 << 20) + 1]);
    clock.advance(Duration.ofHours(2));
    assertThatThrownBy(() -> retention(store).plan())
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith("what it refers to is not known: object models/digits/later/huge");
  }

  @Test
  void aManifestOfALaterKindKeepsItsBlobs() throws Exception {
    publish(store, 2);
    Manifest manifest = new CheckpointReader(store, KEYS).manifest(new Version(1));
    store.delete(KEYS.manifest(new Version(1)));
    store.put(
        "models/letters/versions/00000001.json",
        "{\"schema\": 7, \"tensors\": \"%s\"}"
            .formatted(manifest.getWeights().getDigest())
            .getBytes(UTF_8));
    clock.advance(Duration.ofHours(2));
    retention(store).remove((item, done, total) -> {});
    assertThat(store.stat(KEYS.blob(Sha256.parse(manifest.getWeights().getDigest())))).isPresent();
    assertThat(store.stat(KEYS.blob(Sha256.parse(manifest.getPreview().getDigest())))).isEmpty();
  }

  @Test
  void afterAFailureTheNoticeStandsUntilItExpiresAndTheNextRunFinishes() throws Exception {
    publish(store, 4);
    clock.advance(Duration.ofHours(2));
    ObjectStore failing =
        new HookedStore(
            store,
            (operation, key) -> {
              if (operation.equals("delete") && key.startsWith("blobs/")) {
                throw new IOException("connection reset");
              }
            });
    assertThatThrownBy(() -> retention(failing).remove((item, done, total) -> {}))
        .hasMessage("connection reset");
    assertThat(store.list(CheckpointKeys.removals())).hasSize(1);
    assertThatThrownBy(() -> new CheckpointPublisher(store, KEYS).publish(TestDrafts.draft(1)))
        .isInstanceOf(IOException.class)
        .hasMessageMatching("a clean-up \\(removals/.*\\) is removing blobs/sha256/.*");
    new CheckpointPublisher(store, KEYS).publish(TestDrafts.draft(5));

    clock.advance(Duration.ofHours(2));
    new CheckpointPublisher(store, KEYS).publish(TestDrafts.draft(1));
    retention(store).remove((item, done, total) -> {});
    CheckpointReader reader = new CheckpointReader(store, KEYS);
    assertThat(reader.versions()).containsExactly(new Version(6), new Version(5));
    reader.verify(new Version(6));
    reader.verify(new Version(5));
    assertThat(store.list(CheckpointKeys.removals())).isEmpty();
    assertThat(store.list(CheckpointKeys.blobs())).hasSize(4);
  }

  @Test
  void itStopsBeforeItsNoticeExpires() throws Exception {
    publish(store, 4);
    clock.advance(Duration.ofHours(2));
    ObjectStore slow =
        new HookedStore(
            store,
            (operation, key) -> {
              if (operation.equals("delete") && key.startsWith("models/")) {
                clock.advance(Duration.ofMinutes(6));
              }
            });
    Retention.Outcome outcome = retention(slow).remove((item, done, total) -> {});
    assertThat(outcome.removed()).extracting(Item::name).containsExactly("version 1", "version 2");
    assertThat(outcome.left()).hasSize(4);
  }

  @Test
  void aReaderInTheMiddleOfAVersionThatGoesIsToldSo() throws Exception {
    publish(store, 4);
    clock.advance(Duration.ofHours(2));
    ObjectStore interrupted =
        new HookedStore(
            store,
            (operation, key) -> {
              if (operation.equals("read") && key.startsWith("blobs/")) {
                removeAll();
              }
            });
    assertThatThrownBy(() -> new CheckpointReader(interrupted, KEYS).load(Version.FIRST))
        .isInstanceOf(IOException.class)
        .hasMessage("version 1 was removed while it was read");
  }

  @Test
  void aPublisherThatWasFrozenWritesItsBlobsAgain() throws Exception {
    TestClock publishers = new TestClock();
    AtomicInteger looks = new AtomicInteger();
    ObjectStore freezing =
        new HookedStore(
            store,
            (operation, key) -> {
              if (operation.equals("list")
                  && key.equals(KEYS.manifests())
                  && looks.getAndIncrement() == 0) {
                clock.advance(Duration.ofHours(2));
                publishers.advance(Duration.ofHours(2));
                removeAll();
                assertThat(store.list(CheckpointKeys.blobs())).isEmpty();
              }
            });
    new CheckpointPublisher(freezing, KEYS, null, publishers).publish(TestDrafts.draft(1));
    new CheckpointReader(store, KEYS).verify(Version.FIRST);
  }

  private void move(Version version) throws IOException {
    try {
      new Channels(store, KEYS, clock).move("stable", version, "ada");
    } catch (CheckpointException e) {
      throw new AssertionError(e);
    }
  }

  private void removeAll() throws IOException {
    try {
      retention(store).remove((item, done, total) -> {});
    } catch (CheckpointException e) {
      throw new AssertionError(e);
    }
  }

  private Retention retention(ObjectStore of) {
    return new Retention(of, KEYS, NEWEST_TWO, clock);
  }

  private static void publish(ObjectStore to, int count) throws IOException {
    for (int content = 1; content <= count; content++) {
      new CheckpointPublisher(to, KEYS).publish(TestDrafts.draft(content));
    }
  }

  private List<String> keys() throws IOException {
    List<String> keys = new ArrayList<>(store.list("models/"));
    keys.addAll(store.list("blobs/"));
    return keys;
  }
}
