package dev.digitgan.generator;

import static dev.digitgan.generator.RunningServer.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.djl.Device;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.version.Checkpoint;
import dev.digitgan.checkpoint.version.CheckpointDraft;
import dev.digitgan.checkpoint.version.CheckpointPublisher;
import dev.digitgan.checkpoint.version.CheckpointReader;
import dev.digitgan.checkpoint.version.GoldenSample;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.network.Precision;
import dev.digitgan.store.InMemoryStore;
import dev.digitgan.store.ObjectStore;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A model is served only if it draws here what its publisher drew. */
class GoldenSampleTest {
  private static final CheckpointKeys KEYS = new CheckpointKeys("digits");

  private final ObjectStore store = new InMemoryStore();
  private final CheckpointPublisher publisher = new CheckpointPublisher(store, KEYS);

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aModelThatDrawsWhatItsPublisherDrewIsServed() throws Exception {
    byte[] drawn = drawnBy(1);
    publish(1, drawn);
    try (RunningServer server = new RunningServer(store)) {
      server.awaitVersion(2);
      assertThat(server.pixels(request(GoldenSample.IMAGES, GoldenSample.SEED))).isEqualTo(drawn);
    }
  }

  @Test
  void oneGreyLevelIsForgivenAndTwoAreNot() throws Exception {
    publish(1, changed(drawnBy(1), 1));
    publish(2, changed(drawnBy(2), 2));
    try (RunningServer server = new RunningServer(store)) {
      server.awaitVersion(2);
      // Version 4, and version 3, which is the same model.
      awaitRefused(server, 2);
    }
  }

  private static byte[] changed(byte[] pixels, int levels) {
    int level = pixels[100] & 0xFF;
    pixels[100] = (byte) (level < 128 ? level + levels : level - levels);
    return pixels;
  }

  @Test
  void whatFailedIsQuarantinedByDigestAndOthersAreServed() throws Exception {
    byte[] ofAnother = drawnBy(2);
    publish(1, ofAnother);
    try (RunningServer server = new RunningServer(store)) {
      awaitRefused(server, 1);
      server.awaitVersion(1);
      // The same weights again: refused without being loaded.
      publish(1, ofAnother);
      awaitRefused(server, 2);
      publish(2, ofAnother);
      server.awaitVersion(4);
      assertThat(server.metric("digitgan_generator_models")).isEqualTo(2);
    }
  }

  private void awaitRefused(RunningServer server, int count) {
    await()
        .untilAsserted(
            () ->
                assertThat(server.metric("digitgan_generator_swaps_total{outcome=\"refused\"}"))
                    .isEqualTo(count));
  }

  /** What the weights of {@code seed} draw, by way of a version of their own. */
  private byte[] drawnBy(long seed) throws IOException, CheckpointException {
    Version version = new Version(publisher.publish(TestModels.draft(seed)).getVersion());
    Checkpoint checkpoint = new CheckpointReader(store, KEYS).load(version);
    try (GeneratorModel model = checkpoint.newModel(Device.cpu(), Precision.FLOAT32)) {
      return model.sample(GoldenSample.SEED, 0, GoldenSample.IMAGES);
    }
  }

  private void publish(long seed, byte[] golden) throws IOException {
    CheckpointDraft draft = TestModels.draft(seed);
    publisher.publish(
        new CheckpointDraft(
            draft.spec(),
            draft.engine(),
            draft.weights(),
            draft.preview(),
            Optional.of(new GoldenSample(GoldenSample.SEED, GoldenSample.IMAGES, golden)),
            draft.provenance()));
  }
}
