package dev.digitgan.generator.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.checkpoint.name.ChannelName;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.version.Channels;
import dev.digitgan.checkpoint.version.CheckpointPublisher;
import dev.digitgan.checkpoint.version.CheckpointReader;
import dev.digitgan.generator.TestModels;
import dev.digitgan.store.ForwardingStore;
import dev.digitgan.store.InMemoryStore;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.StoredObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoredChannelsTest {
  private static final CheckpointKeys KEYS = new CheckpointKeys("digits");
  private static final String PREFIX = "models/digits/channels/";

  private final InMemoryStore stored = new InMemoryStore();
  private final Unlistable store = new Unlistable(stored);
  private final Channels channels = new Channels(store, KEYS, Clock.systemUTC());
  private final StoredChannels source = new StoredChannels(channels);

  @BeforeEach
  void publish() throws IOException {
    new CheckpointPublisher(store, KEYS).publish(TestModels.draft(1));
    new CheckpointPublisher(store, KEYS).publish(TestModels.draft(2));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void allChannelsAreThereWithTheirVersions() throws Exception {
    assertThat(source.table()).isEmpty();

    channels.move(new ChannelName("stable"), new Version(1), "test");
    channels.move(new ChannelName("canary"), new Version(2), "test");

    assertThat(source.table())
        .isEqualTo(Map.of("stable", new Version(1), "canary", new Version(2)));
  }

  @Test
  void aChannelThatIsNotUnderstoodIsLeftOutAndOthersAreNot() throws Exception {
    channels.move(new ChannelName("stable"), new Version(1), "test");
    store.put(PREFIX + "canary.json", "{".getBytes(StandardCharsets.UTF_8));

    assertThat(source.table()).containsOnlyKeys("stable");
    assertThatThrownBy(() -> source.version("canary"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("canary");
  }

  @Test
  void noMoreThanSixtyFourAreRead() throws Exception {
    channels.move(new ChannelName("stable"), new Version(1), "test");
    byte[] record = store.read(PREFIX + "stable.json", 10_000);
    for (int i = 100; i < 200; i++) {
      store.put(PREFIX + "c" + i + ".json", record);
    }

    assertThat(source.table()).hasSize(64).containsKey("c163").doesNotContainKey("c164");
  }

  @Test
  void whatCannotBeListedStaysAndVersionsAreFoundAllTheSame() throws Exception {
    FollowedVersions followed = followed(Follow.LATEST);
    channels.move(new ChannelName("stable"), new Version(1), "test");
    Map<String, Version> table = followed.channels();
    assertThat(table).containsEntry("stable", new Version(1));

    store.unlistable = PREFIX;
    channels.move(new ChannelName("stable"), new Version(2), "test");

    assertThat(followed.candidates(Optional.empty()))
        .containsExactly(new Version(2), new Version(1));
    assertThat(followed.channels()).isEqualTo(table);
    store.unlistable = "";
    assertThat(followed.channels()).containsEntry("stable", new Version(2));
  }

  @Test
  void theFollowedChannelStandsWhereItWasSeenWhenCandidatesWereChosen() throws Exception {
    FollowedVersions followed = followed(Follow.parse("channel:stable"));
    channels.move(new ChannelName("stable"), new Version(1), "test");
    assertThat(followed.candidates(Optional.empty())).containsExactly(new Version(1));

    channels.move(new ChannelName("stable"), new Version(2), "test");
    assertThat(followed.channels()).containsEntry("stable", new Version(1));

    assertThat(followed.candidates(Optional.of(new Version(1)))).containsExactly(new Version(2));
    assertThat(followed.channels()).containsEntry("stable", new Version(2));
  }

  private FollowedVersions followed(Follow follow) {
    return new FollowedVersions(follow, new CheckpointReader(store, KEYS), source, Optional::empty);
  }

  /** A store that may refuse to list one prefix. */
  private static final class Unlistable extends ForwardingStore {
    volatile String unlistable = "";

    Unlistable(ObjectStore store) {
      super(store);
    }

    @Override
    public List<StoredObject> listObjects(String prefix) throws IOException {
      if (prefix.equals(unlistable)) {
        throw new IOException("access denied");
      }
      return super.listObjects(prefix);
    }
  }
}
