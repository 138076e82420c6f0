package dev.digitgan.checkpoint.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.ChannelName;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.retention.RetentionPlan.Item;
import dev.digitgan.checkpoint.testing.HookedStore;
import dev.digitgan.checkpoint.testing.TestClock;
import dev.digitgan.checkpoint.testing.TestDrafts;
import dev.digitgan.checkpoint.version.Channels;
import dev.digitgan.checkpoint.version.CheckpointPublisher;
import dev.digitgan.checkpoint.version.CheckpointReader;
import dev.digitgan.store.InMemoryStore;
import dev.digitgan.store.ObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Clean-ups while others write, read or fail. */
final class RetentionHazardsTest {
  private static final CheckpointKeys KEYS = new CheckpointKeys("digits");
  private static final RetentionPolicy NEWEST_TWO = new RetentionPolicy(2, 2, Duration.ofHours(1));

  private final TestClock clock = new TestClock();
  private final ObjectStore store = new InMemoryStore(clock);

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
                clock.advance(Duration.ofSeconds(2));
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
                clock.advance(Duration.ofSeconds(2));
                store.put(key, store.read(key, 1 << 20));
              }
            });
    assertThatThrownBy(() -> retention(restoring).remove((item, done, total) -> {}))
        .hasMessage(
            "version 2 was written again during the clean-up, which stops here; run it again");
    new CheckpointReader(store, KEYS).verify(new Version(2));
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
      new Channels(store, KEYS, clock).move(new ChannelName("stable"), version, "ada");
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
}
