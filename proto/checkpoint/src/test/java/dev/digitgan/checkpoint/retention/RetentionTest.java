package dev.digitgan.checkpoint.retention;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.dataset.DataSets;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.retention.RetentionPlan.Item;
import dev.digitgan.checkpoint.testing.HookedStore;
import dev.digitgan.checkpoint.testing.TestClock;
import dev.digitgan.checkpoint.testing.TestDrafts;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.version.CheckpointPublisher;
import dev.digitgan.checkpoint.version.CheckpointReader;
import dev.digitgan.store.DirectoryStore;
import dev.digitgan.store.InMemoryStore;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.testing.TestBucket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  void theFilesOfDataSetsStay() throws Exception {
    publish(store, 4);
    new DataSets(store).publish("mine", Map.of("images", new byte[] {1, 2, 3}));
    clock.advance(Duration.ofHours(2));

    assertThat(retention(store).remove((item, done, total) -> {}).removed()).hasSize(6);

    DataSets reader = new DataSets(store);
    assertThat(reader.read("mine", reader.index("mine").getFiles(0))).containsExactly(1, 2, 3);
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
  void aBucketIsCleanedUp() throws Exception {
    TestBucket bucket = TestBucket.shared();
    String location = bucket.newLocation();
    try (ObjectStore objects = bucket.open(location)) {
      publish(objects, 4);
      ObjectStore aged = new AgedStore(objects, Duration.ofHours(2));
      Retention retention = new Retention(aged, KEYS, NEWEST_TWO, InstantSource.system());

      // Version 1's weights are needed again.
      new CheckpointPublisher(aged, new CheckpointKeys("letters")).publish(TestDrafts.draft(1, 9));
      Retention.Outcome outcome = retention.remove((item, done, total) -> {});

      assertThat(outcome.removed()).hasSize(5);
      assertThat(outcome.spared()).isEmpty();
      for (String model : new String[] {"digits", "letters"}) {
        CheckpointReader reader = new CheckpointReader(objects, new CheckpointKeys(model));
        for (Version version : reader.versions()) {
          reader.verify(version);
        }
      }
      assertThat(objects.list(CheckpointKeys.blobs())).hasSize(6);
    } finally {
      bucket.remove(location);
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
        .hasMessageStartingWith("its references are not known: object models/digits/later/huge");
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
    assertThat(store.stat(CheckpointKeys.blob(Sha256.parse(manifest.getWeights().getDigest()))))
        .isPresent();
    assertThat(store.stat(CheckpointKeys.blob(Sha256.parse(manifest.getPreview().getDigest()))))
        .isEmpty();
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
