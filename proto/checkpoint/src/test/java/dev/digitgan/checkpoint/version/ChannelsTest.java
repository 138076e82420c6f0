package dev.digitgan.checkpoint.version;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.checkpoint.blob.RemovalNotices;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.ChannelName;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.testing.HookedStore;
import dev.digitgan.checkpoint.testing.TestClock;
import dev.digitgan.checkpoint.testing.TestDrafts;
import dev.digitgan.checkpoint.v1.Channel;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.store.DirectoryStore;
import dev.digitgan.store.InMemoryStore;
import dev.digitgan.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChannelsTest {
  private static final CheckpointKeys KEYS = new CheckpointKeys("digits");
  private static final String STABLE = "models/digits/channels/stable.json";

  @TempDir Path directory;

  private final TestClock clock = new TestClock();
  private ObjectStore store = new InMemoryStore(clock);
  private Channels channels = new Channels(store, KEYS, clock);

  @ParameterizedTest
  @ValueSource(strings = {"memory", "directory"})
  void aChannelMovesForthAndBack(String kind) throws Exception {
    if (kind.equals("directory")) {
      use(new DirectoryStore(directory));
    }
    assertThat(channels.read(new ChannelName("stable"))).isEmpty();
    Manifest first = publish(1);
    Manifest second = publish(2);

    assertThat(channels.move(new ChannelName("stable"), new Version(1), "ada").getPrevious())
        .isZero();
    assertThat(channels.move(new ChannelName("stable"), new Version(2), "ada"))
        .isEqualTo(channels.read(new ChannelName("stable")).orElseThrow())
        .returns(2L, Channel::getVersion)
        .returns(1L, Channel::getPrevious)
        .returns("ada", Channel::getBy)
        .returns(second.getModelDigest(), Channel::getDigest)
        .returns(clock.instant().getEpochSecond(), moved -> moved.getMovedAt().getSeconds());

    assertThat(channels.rollback(new ChannelName("stable"), "eve"))
        .returns(1L, Channel::getVersion)
        .returns(2L, Channel::getPrevious)
        .returns("eve", Channel::getBy)
        .returns(first.getModelDigest(), Channel::getDigest);
  }

  @Test
  void movingToWhereItStandsKeepsThePreviousVersion() throws Exception {
    publish(1);
    publish(2);
    channels.move(new ChannelName("stable"), new Version(1), "ada");
    channels.move(new ChannelName("stable"), new Version(2), "ada");
    assertThat(channels.move(new ChannelName("stable"), new Version(2), "ada").getPrevious())
        .isEqualTo(1);
  }

  @Test
  void channelsAreListedByName() throws Exception {
    publish(1);
    channels.move(new ChannelName("stable"), Version.FIRST, "ada");
    channels.move(new ChannelName("canary"), Version.FIRST, "ada");
    store.put("models/digits/channels/notes.txt", new byte[0]);
    new Channels(store, new CheckpointKeys("letters"), clock);

    assertThat(channels.names())
        .containsExactly(new ChannelName("canary"), new ChannelName("stable"));
  }

  @Test
  void aVersionThatIsNotThereOrNotWholeIsNotPromoted() throws Exception {
    publish(1);
    channels.move(new ChannelName("stable"), Version.FIRST, "ada");
    Manifest torn = publish(2);
    store.delete(CheckpointKeys.blob(Sha256.parse(torn.getPreview().getDigest())));

    assertThatThrownBy(() -> channels.move(new ChannelName("stable"), new Version(3), "ada"))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith("manifest: no object models/digits/versions/00000003.json");
    assertThatThrownBy(() -> channels.move(new ChannelName("stable"), new Version(2), "ada"))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith("preview: no object");
    assertThat(channels.read(new ChannelName("stable")).orElseThrow().getVersion()).isEqualTo(1);
  }

  @Test
  void thereMustBeSomewhereToGoBackTo() throws Exception {
    publish(1);
    assertThatThrownBy(() -> channels.rollback(new ChannelName("stable"), "ada"))
        .hasMessage("channel 'stable' was never moved");
    channels.move(new ChannelName("stable"), Version.FIRST, "ada");
    assertThatThrownBy(() -> channels.rollback(new ChannelName("stable"), "ada"))
        .hasMessage("channel 'stable' has no previous version");
  }

  @Test
  void latestIsImplied() throws Exception {
    publish(1);
    assertThatThrownBy(() -> channels.move(new ChannelName("latest"), Version.FIRST, "ada"))
        .hasMessage("channel 'latest' is the newest version, and cannot be moved");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"version\": \"0\"}|channel 'stable': version is 0",
        "{\"version\": \"100000000\"}|channel 'stable': version is 100000000",
        "{\"version\": \"1\", \"previous\": \"-1\"}|channel 'stable': previous is -1",
        "{version: 1}|channel 'stable' is not JSON",
        "[]|channel 'stable' is not a JSON object",
        "{\"version\": \"one\"}|channel 'stable': Not an int64",
      })
  void aRecordThatIsNotUnderstoodIsReportedAndCanBeReplaced(String record, String message)
      throws Exception {
    publish(1);
    store.put(STABLE, record.getBytes(UTF_8));
    assertThatThrownBy(() -> channels.read(new ChannelName("stable")))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith(message);
    channels.move(new ChannelName("stable"), Version.FIRST, "ada");
    assertThat(channels.read(new ChannelName("stable")).orElseThrow().getVersion()).isEqualTo(1);
  }

  @Test
  void aVersionThatACleanUpIsRemovingIsNotPromoted() throws Exception {
    publish(1);
    publish(2);
    channels.move(new ChannelName("stable"), new Version(2), "ada");
    byte[] before = store.read(STABLE, 1 << 20);
    new RemovalNotices(store).post(List.of(KEYS.manifest(Version.FIRST)));

    assertThatThrownBy(() -> channels.move(new ChannelName("stable"), Version.FIRST, "ada"))
        .isInstanceOf(IOException.class)
        .hasMessageMatching(
            "a clean-up \\(removals/.*\\) is removing .*/00000001.json; try again .*");
    assertThat(store.read(STABLE, 1 << 20)).isEqualTo(before);

    clock.advance(RemovalNotices.LEASE);
    channels.move(new ChannelName("stable"), Version.FIRST, "ada");
    assertThat(channels.read(new ChannelName("stable")).orElseThrow().getVersion()).isEqualTo(1);
  }

  @Test
  void aVersionThatWasRemovedMeanwhileIsNotPromoted() throws Exception {
    publish(1);
    ObjectStore removing =
        new HookedStore(
            store,
            (operation, key) -> {
              if (operation.equals("put") && key.equals(STABLE)) {
                store.delete(KEYS.manifest(Version.FIRST));
              }
            });
    assertThatThrownBy(
            () ->
                new Channels(removing, KEYS, clock)
                    .move(new ChannelName("stable"), Version.FIRST, "ada"))
        .hasMessage("version 1 was removed meanwhile");
    assertThat(channels.read(new ChannelName("stable"))).isEmpty();
  }

  private void use(ObjectStore other) {
    store = other;
    channels = new Channels(store, KEYS, clock);
  }

  private Manifest publish(int content) throws IOException {
    return new CheckpointPublisher(store, KEYS).publish(TestDrafts.draft(content));
  }
}
