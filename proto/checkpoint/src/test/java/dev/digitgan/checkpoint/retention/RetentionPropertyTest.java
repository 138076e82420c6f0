package dev.digitgan.checkpoint.retention;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.checkpoint.blob.BlobUpload;
import dev.digitgan.checkpoint.codec.RecordCodec;
import dev.digitgan.checkpoint.name.ChannelName;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.testing.TestClock;
import dev.digitgan.checkpoint.testing.TestDrafts;
import dev.digitgan.checkpoint.v1.Channel;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.v1.TrainingState;
import dev.digitgan.checkpoint.version.Channels;
import dev.digitgan.checkpoint.version.CheckpointPublisher;
import dev.digitgan.checkpoint.version.CheckpointReader;
import dev.digitgan.store.InMemoryStore;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.StoredObject;
import dev.digitgan.testing.TestTier;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random histories of two models that share blobs: publishing, killed publishing, training states,
 * channels, time, and clean-ups of random policies. What must stay is told here in another way than
 * there.
 */
final class RetentionPropertyTest {
  private static final List<CheckpointKeys> MODELS =
      List.of(new CheckpointKeys("digits"), new CheckpointKeys("letters"));
  private static final List<String> RUNS = List.of("a", "b");

  /** Few, so that many versions and states share them. */
  private static final int CONTENTS = 12;

  private final TestClock clock = new TestClock();
  private final ObjectStore store = new InMemoryStore(clock);
  private long steps;
  private int removedCount;

  static List<Long> seeds() {
    return TestTier.cases(2, List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void nothingThatIsNeededGoesAndNothingElseStaysForEver(long seed) throws Exception {
    Random random = new Random(seed);
    for (int event = 0; event < 400; event++) {
      CheckpointKeys keys = MODELS.get(random.nextInt(MODELS.size()));
      switch (random.nextInt(10)) {
        case 0, 1, 2 -> publish(keys, random);
        case 3 -> killedPublish(keys, random);
        case 4 -> state(keys, random);
        case 5 -> move(keys, random);
        case 6, 7, 8 -> clock.advance(Duration.ofMinutes(random.nextInt(40)));
        default ->
            cleanUp(
                keys,
                new RetentionPolicy(
                    1 + random.nextInt(6),
                    1 + random.nextInt(3),
                    Duration.ofMinutes(10 + random.nextInt(120))));
      }
    }
    assertThat(removedCount).isPositive();
    clock.advance(Duration.ofDays(1));
    RetentionPolicy policy = new RetentionPolicy(1, 1, Duration.ofHours(1));
    for (CheckpointKeys keys : MODELS) {
      cleanUp(keys, policy);
    }
    assertNothingElseIsLeft();
  }

  private void publish(CheckpointKeys keys, Random random) throws IOException {
    new CheckpointPublisher(store, keys, null, clock)
        .publish(TestDrafts.draft(random.nextInt(CONTENTS), random.nextInt(CONTENTS)));
  }

  private void killedPublish(CheckpointKeys keys, Random random) throws IOException {
    int blobCount = 1 + random.nextInt(2);
    BlobUpload upload = new BlobUpload(store, clock);
    for (int i = 0; i < blobCount; i++) {
      upload.add(content(random.nextInt(2 * CONTENTS)));
    }
    store.put(keys.signature(Sha256.of(content(random.nextInt()))), content(1));
  }

  private void state(CheckpointKeys keys, Random random) throws IOException {
    String run = RUNS.get(random.nextInt(RUNS.size()));
    BlobUpload upload = new BlobUpload(store, clock);
    TrainingState state =
        TrainingState.newBuilder()
            .setRun(run)
            .setStep(++steps)
            .setTensors(upload.add(content(random.nextInt(CONTENTS))))
            .build();
    upload.secure();
    store.putIfAbsent(keys.state(run, steps), RecordCodec.encode(state));
  }

  private void move(CheckpointKeys keys, Random random) throws Exception {
    List<Version> versions = new CheckpointReader(store, keys).versions();
    if (!versions.isEmpty()) {
      new Channels(store, keys, clock)
          .move(
              new ChannelName(random.nextBoolean() ? "stable" : "canary"),
              versions.get(random.nextInt(versions.size())),
              "test");
    }
  }

  private void cleanUp(CheckpointKeys keys, RetentionPolicy policy) throws Exception {
    Set<String> needed = new HashSet<>();
    needed.addAll(young(policy));
    for (CheckpointKeys model : MODELS) {
      List<String> manifests = store.list(model.manifests());
      int kept = model == keys ? policy.versions() : manifests.size();
      needed.addAll(manifests.subList(Math.max(0, manifests.size() - kept), manifests.size()));
      Channels channels = new Channels(store, model, clock);
      for (ChannelName name : channels.names()) {
        Channel channel = channels.read(name).orElseThrow();
        for (long version : new long[] {channel.getVersion(), channel.getPrevious()}) {
          if (version > 0) {
            needed.add(model.manifest(new Version(version)));
          }
        }
      }
      for (String run : RUNS) {
        List<String> states = store.list(model.states(run));
        int keptStates = model == keys ? policy.states() : states.size();
        needed.addAll(states.subList(Math.max(0, states.size() - keptStates), states.size()));
      }
    }
    removedCount +=
        new Retention(store, keys, policy, clock)
            .remove((item, done, total) -> {})
            .removed()
            .size();
    for (String key : needed) {
      assertThat(store.stat(key)).as(key).isPresent();
    }
    assertAllIsWhole();
  }

  private Set<String> young(RetentionPolicy policy) throws IOException {
    Instant limit = clock.instant().minus(policy.minAge());
    Set<String> young = new HashSet<>();
    for (String prefix : new String[] {"models/", "blobs/"}) {
      for (StoredObject object : store.listObjects(prefix)) {
        if (object.lastModified().isAfter(limit)) {
          young.add(object.key());
        }
      }
    }
    return young;
  }

  private void assertAllIsWhole() throws Exception {
    for (CheckpointKeys model : MODELS) {
      CheckpointReader reader = new CheckpointReader(store, model);
      for (Version version : reader.versions()) {
        reader.verify(version);
      }
      for (String run : RUNS) {
        for (String key : store.list(model.states(run))) {
          assertThat(store.stat(tensors(key))).as(key).isPresent();
        }
      }
    }
  }

  private void assertNothingElseIsLeft() throws Exception {
    Set<String> named = new HashSet<>();
    for (CheckpointKeys model : MODELS) {
      CheckpointReader reader = new CheckpointReader(store, model);
      // The newest, and two channels with two versions each.
      assertThat(reader.versions()).hasSizeLessThanOrEqualTo(5);
      for (Version version : reader.versions()) {
        Manifest manifest = reader.manifest(version);
        named.add(CheckpointKeys.blob(Sha256.parse(manifest.getWeights().getDigest())));
        named.add(CheckpointKeys.blob(Sha256.parse(manifest.getPreview().getDigest())));
      }
      for (String run : RUNS) {
        assertThat(store.list(model.states(run))).hasSizeLessThanOrEqualTo(1);
        for (String key : store.list(model.states(run))) {
          named.add(tensors(key));
        }
      }
      assertThat(store.list(model.signatures())).isEmpty();
    }
    assertThat(store.list(CheckpointKeys.blobs())).containsExactlyInAnyOrderElementsOf(named);
    assertThat(store.list(CheckpointKeys.removals())).isEmpty();
  }

  private String tensors(String state) throws Exception {
    TrainingState.Builder record =
        RecordCodec.decode("state", store.read(state, 1 << 20), TrainingState.newBuilder());
    return CheckpointKeys.blob(Sha256.parse(record.getTensors().getDigest()));
  }

  private static byte[] content(int number) {
    return ("preview " + number).getBytes(UTF_8);
  }
}
