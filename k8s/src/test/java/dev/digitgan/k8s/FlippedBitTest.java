package dev.digitgan.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.digitgan.checkpoint.Checkpoint;
import dev.digitgan.checkpoint.CheckpointDraft;
import dev.digitgan.checkpoint.CheckpointKeys;
import dev.digitgan.checkpoint.CheckpointPublisher;
import dev.digitgan.checkpoint.CheckpointReader;
import dev.digitgan.checkpoint.Version;
import dev.digitgan.store.DirectoryStore;
import dev.digitgan.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One bit of one weight, seen from another process: by the digests, and by what is drawn. */
final class FlippedBitTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final CheckpointKeys KEYS = new CheckpointKeys("digits");

  /** In the last byte of a number. */
  private static final int SIGN_BIT = 0x80;

  private final Path directory;
  private final Path store;

  FlippedBitTest(@TempDir Path directory) {
    this.directory = directory;
    store = directory.resolve("store");
  }

  @Test
  void aBitThatFlippedInTheStoreIsRefusedByItsDigest() throws Exception {
    train(1);
    train(2);
    Path weights = directory.resolve("store/blobs/sha256").resolve(weightsOf(2));
    byte[] bytes = Files.readAllBytes(weights);
    bytes[bytes.length - 4] ^= 1;
    Files.write(weights, bytes);
    try (ServiceProcess generator = ServiceProcess.generator(directory, store);
        GeneratorClient client = new GeneratorClient(generator)) {
      client.awaitServed(1);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(generator.log())
                      .contains("version 2 is refused, serving goes on: weights has digest"));
    }
  }

  /** As if it had flipped in the publisher's memory: every digest is right, the pixels are not. */
  @Test
  void aBitThatFlippedBeforePublishingIsRefusedByTheGoldenSample() throws Exception {
    train(1);
    try (ObjectStore opened = new DirectoryStore(store)) {
      Checkpoint good = new CheckpointReader(opened, KEYS).load(Version.FIRST);
      byte[] weights =
          Files.readAllBytes(directory.resolve("store/blobs/sha256").resolve(weightsOf(1)));
      weights[weights.length - 1] ^= (byte) SIGN_BIT;
      new CheckpointPublisher(opened, KEYS)
          .publish(
              new CheckpointDraft(
                  good.spec(),
                  good.manifest().getCompat().getEngine(),
                  weights,
                  new byte[] {1},
                  good.golden(),
                  good.manifest()));
    }
    try (ServiceProcess generator = ServiceProcess.generator(directory, store);
        GeneratorClient client = new GeneratorClient(generator)) {
      client.awaitServed(1);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(generator.log())
                      .contains("version 2 is refused, serving goes on: golden: "));
    }
  }

  private String weightsOf(long version) throws Exception {
    try (ObjectStore opened = new DirectoryStore(store)) {
      return new CheckpointReader(opened, KEYS)
          .manifest(new Version(version))
          .getWeights()
          .getDigest()
          .substring("sha256:".length());
    }
  }

  private void train(long seed) throws IOException, InterruptedException {
    Path data = IdxFolder.write(directory.resolve("digits"), 64);
    try (ServiceProcess trainer =
        ServiceProcess.trainer(
            directory,
            store,
            "--data",
            data.toString(),
            "--batch",
            "32",
            "--epochs",
            "1",
            "--seed",
            Long.toString(seed),
            "--run",
            "run-" + seed)) {
      assertThat(trainer.awaitEnd(PATIENCE)).as(trainer::log).isZero();
    }
  }
}
