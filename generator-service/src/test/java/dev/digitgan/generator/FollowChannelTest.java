package dev.digitgan.generator;

import static dev.digitgan.generator.RunningServer.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.digitgan.checkpoint.name.ChannelName;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.signing.ManifestSigner;
import dev.digitgan.checkpoint.signing.SigningKeys;
import dev.digitgan.checkpoint.signing.TrustedKeys;
import dev.digitgan.checkpoint.version.Channels;
import dev.digitgan.checkpoint.version.CheckpointPublisher;
import dev.digitgan.generator.server.CheckpointSettings;
import dev.digitgan.generator.v1.SampleRequest;
import dev.digitgan.generator.watch.Follow;
import dev.digitgan.store.InMemoryStore;
import dev.digitgan.store.ObjectStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is served when it is not simply the newest. */
class FollowChannelTest {
  private static final CheckpointKeys KEYS = new CheckpointKeys("digits");

  private final ObjectStore store = new InMemoryStore();
  private final CheckpointPublisher publisher = new CheckpointPublisher(store, KEYS);
  private final Channels channels = new Channels(store, KEYS, Clock.systemUTC());

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aChannelThatMovesBackTakesEveryReplicaBack() throws Exception {
    publisher.publish(TestModels.draft(1));
    publisher.publish(TestModels.draft(2));
    channels.move(new ChannelName("stable"), new Version(1), "test");
    try (RunningServer one = server("channel:stable");
        RunningServer other = server("channel:stable")) {
      one.awaitVersionServed(1);
      other.awaitVersionServed(1);
      byte[] first = one.pixels(request(10, 3));

      channels.move(new ChannelName("stable"), new Version(2), "test");
      one.awaitVersionServed(2);
      other.awaitVersionServed(2);
      assertThat(one.pixels(request(10, 3))).isNotEqualTo(first);

      channels.rollback(new ChannelName("stable"), "test");
      one.awaitVersionServed(1);
      other.awaitVersionServed(1);
      assertThat(other.pixels(request(10, 3))).isEqualTo(first);
    }
  }

  @Test
  void nothingIsServedBeforeTheChannelIsThere() throws Exception {
    publisher.publish(TestModels.draft(1));
    try (RunningServer server = server("channel:stable")) {
      await()
          .untilAsserted(
              () ->
                  assertThat(server.metric("digitgan_generator_store_answer_age_seconds"))
                      .isNotNaN());
      assertThatThrownBy(() -> server.pixels(request(1, 0))).hasMessageStartingWith("UNAVAILABLE");
      channels.move(new ChannelName("stable"), new Version(1), "test");
      server.awaitVersionServed(1);
    }
  }

  @Test
  void aRequestNamesWhatAChannelNamesOfWhatIsLoaded() throws Exception {
    publisher.publish(TestModels.draft(1));
    publisher.publish(TestModels.draft(2));
    try (RunningServer server = server("version:1")) {
      server.awaitVersionServed(1);
      assertThatThrownBy(() -> server.sample(stable()))
          .hasMessage("NOT_FOUND: no such channel: stable");

      channels.move(new ChannelName("stable"), new Version(1), "test");
      await()
          .untilAsserted(
              () -> assertThat(server.sample(stable()).getModel().getVersion()).isEqualTo(1));
      assertThat(server.pixels(stable())).isEqualTo(server.pixels(request(3, 5)));

      channels.move(new ChannelName("stable"), new Version(2), "test");
      await()
          .untilAsserted(
              () ->
                  assertThatThrownBy(() -> server.sample(stable()))
                      .hasMessage(
                          "NOT_FOUND: channel 'stable' names version 2, which is not loaded;"
                              + " loaded: 1"));
    }
  }

  private static SampleRequest stable() {
    return request(3, 5).toBuilder().setVersion("channel:stable").build();
  }

  @Test
  void oneVersionIsServedWhateverIsNewer() throws Exception {
    try (RunningServer server = server("version:2")) {
      publisher.publish(TestModels.draft(1));
      publisher.publish(TestModels.draft(2));
      publisher.publish(TestModels.draft(3));
      server.awaitVersionServed(2);
    }
  }

  @Test
  void withTrustedKeysOnlyWhatTheySignedIsServed(@TempDir Path directory) throws Exception {
    SigningKeys.Pair ours = SigningKeys.create(directory.resolve("ours"));
    SigningKeys.Pair theirs = SigningKeys.create(directory.resolve("theirs"));
    CheckpointSettings trusting =
        new CheckpointSettings(
            Follow.LATEST,
            2,
            Duration.ofMillis(5),
            Optional.of(TrustedKeys.read(ours.trusted())),
            Optional.empty());
    new CheckpointPublisher(store, KEYS, ManifestSigner.read(ours.signing()))
        .publish(TestModels.draft(1));
    publisher.publish(TestModels.draft(2));
    new CheckpointPublisher(store, KEYS, ManifestSigner.read(theirs.signing()))
        .publish(TestModels.draft(3));
    try (RunningServer server = new RunningServer(store, trusting)) {
      server.awaitVersionServed(1);
      assertThat(server.metric("digitgan_generator_swaps_total{outcome=\"refused\"}")).isEqualTo(1);
      // A signature that is missing may still come.
      assertThat(server.metric("digitgan_generator_swaps_total{outcome=\"awaited\"}")).isEqualTo(1);
    }
  }

  private RunningServer server(String follow) {
    return new RunningServer(
        store,
        new CheckpointSettings(
            Follow.parse(follow), 2, Duration.ofMillis(5), Optional.empty(), Optional.empty()));
  }
}
