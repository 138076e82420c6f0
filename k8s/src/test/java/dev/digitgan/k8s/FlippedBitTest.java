package dev.digitgan.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.version.Checkpoint;
import dev.digitgan.checkpoint.version.CheckpointDraft;
import dev.digitgan.checkpoint.version.CheckpointPublisher;
import dev.digitgan.checkpoint.version.CheckpointReader;
import dev.digitgan.checkpoint.version.GoldenSample;
import dev.digitgan.store.DirectoryStore;
import dev.digitgan.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One bit of one weight, seen from another process: by the digests, and by what is drawn. Version 1
 * is whole, and all others are damaged.
 */
@Tag("ci")
final class FlippedBitTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final CheckpointKeys KEYS = new CheckpointKeys("digits");

  /** In the last byte of a number. */
  private static final int SIGN_BIT = 0x80;

  @TempDir private static Path directory;

  @BeforeAll
  static void train() throws IOException, InterruptedException {
    Path data = IdxFolder.write(directory.resolve("digits"), 64);
    try (ServiceProcess trainer =
        ServiceProcess.trainer(
            directory, store(), "--data", data.toString(), "--batch", "32", "--epochs", "1")) {
      assertThat(trainer.awaitEnd(PATIENCE)).as(trainer::log).isZero();
    }
  }

  @Test
  void aBitThatFlippedInTheStoreIsRefusedByItsDigest() throws Exception {
    byte[] weights = Files.readAllBytes(weightsOf(Version.FIRST));
    weights[weights.length - 4] ^= 1;
    Version whole = publish(weights, Optional.empty());
    weights[weights.length - 8] ^= 1;
    Files.write(weightsOf(whole), weights);
    assertRefused(whole, "weights has digest");
  }

  /** As if it had flipped in the publisher's memory: every digest is right, the pixels are not. */
  @Test
  void aBitThatFlippedBeforePublishingIsRefusedByTheGoldenSample() throws Exception {
    byte[] weights = Files.readAllBytes(weightsOf(Version.FIRST));
    weights[weights.length - 1] ^= (byte) SIGN_BIT;
    assertRefused(publish(weights, first().golden()), "golden: ");
  }

  private static void assertRefused(Version version, String reason) {
    try (ServiceProcess generator = ServiceProcess.generator(directory, store());
        GeneratorClient client = new GeneratorClient(generator)) {
      client.awaitServed(1);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(generator.log())
                      .contains(
                          "version " + version + " is refused, the served model stays: " + reason));
    }
  }

  /** Publishes {@code weights} as if they were another version of the trained one. */
  private static Version publish(byte[] weights, Optional<GoldenSample> golden) throws Exception {
    Checkpoint good = first();
    try (ObjectStore opened = new DirectoryStore(store())) {
      Manifest published =
          new CheckpointPublisher(opened, KEYS)
              .publish(
                  new CheckpointDraft(
                      good.spec(),
                      good.manifest().getCompat().getEngine(),
                      weights.clone(),
                      new byte[] {1},
                      golden,
                      good.manifest()));
      return new Version(published.getVersion());
    }
  }

  private static Checkpoint first() throws Exception {
    try (ObjectStore opened = new DirectoryStore(store())) {
      return new CheckpointReader(opened, KEYS).load(Version.FIRST);
    }
  }

  private static Path weightsOf(Version version) throws Exception {
    try (ObjectStore opened = new DirectoryStore(store())) {
      String digest = new CheckpointReader(opened, KEYS).manifest(version).getWeights().getDigest();
      return store().resolve("blobs/sha256").resolve(Sha256.parse(digest).hex());
    }
  }

  private static Path store() {
    return directory.resolve("store");
  }
}
