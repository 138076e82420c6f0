package dev.digitgan.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.digitgan.checkpoint.dataset.DataSets;
import dev.digitgan.checkpoint.name.ChannelName;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.version.Channels;
import dev.digitgan.k8s.ServiceProcess.Store;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.testing.TestBucket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both services as processes over a real S3 server, as in a cluster without internet. */
@Tag("ci")
final class S3EndToEndTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Test
  void trainsOnTheStoresDataAndServesWhatTheChannelNames(@TempDir Path directory) throws Exception {
    TestBucket bucket = TestBucket.shared();
    String location = bucket.newLocation();
    Store store = new Store(location, bucket.environment());
    try (ObjectStore opened = bucket.open(location)) {
      new DataSets(opened).publish("strokes", files(directory));
      trainTwoEpochs(directory, store);
      Channels channels = new Channels(opened, new CheckpointKeys("digits"), Clock.systemUTC());
      channels.move(new ChannelName("stable"), new Version(2), "test");
      try (ServiceProcess generator =
              ServiceProcess.generator(
                  directory,
                  store,
                  "--follow",
                  "channel:stable",
                  "--cache",
                  directory.resolve("cache").toString());
          GeneratorClient client = new GeneratorClient(generator)) {
        client.awaitServed(2);
        byte[] second = client.pixels(10, 3, 0, "");
        channels.move(new ChannelName("stable"), new Version(1), "test");
        client.awaitServed(1);
        assertThat(client.pixels(10, 3, 0, "")).isNotEqualTo(second);
        channels.rollback(new ChannelName("stable"), "test");
        client.awaitServed(2);
        assertThat(client.pixels(10, 3, 0, "")).isEqualTo(second);
        await()
            .atMost(PATIENCE)
            .until(() -> Files.exists(directory.resolve("cache/last-good/digits")));
      }
    } finally {
      bucket.remove(location);
    }
  }

  private static Map<String, byte[]> files(Path directory) throws Exception {
    Path folder = IdxFolder.write(directory.resolve("digits"), 64);
    Map<String, byte[]> files = new HashMap<>();
    for (String name : new String[] {"train-images-idx3-ubyte", "train-labels-idx1-ubyte"}) {
      files.put(name, Files.readAllBytes(folder.resolve(name)));
    }
    return files;
  }

  /** Each publishes a version. */
  private static void trainTwoEpochs(Path directory, Store store) throws InterruptedException {
    try (ServiceProcess trainer =
        ServiceProcess.trainer(
            directory,
            store,
            "--data",
            "store:strokes",
            "--data-cache",
            directory.resolve("data-cache").toString(),
            "--batch",
            "32",
            "--epochs",
            "2")) {
      assertThat(trainer.awaitEnd(PATIENCE)).as(trainer::log).isZero();
    }
  }
}
