package dev.digitgan.generator;

import static dev.digitgan.generator.RunningServer.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.version.CheckpointPublisher;
import dev.digitgan.generator.server.CheckpointSettings;
import dev.digitgan.generator.watch.Follow;
import dev.digitgan.store.DirectoryStore;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.StoredObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that is down costs new versions, and nothing of what was served. */
class StoreDownTest {
  private final Path cache;
  private final DownStore store;

  StoreDownTest(@TempDir Path directory) {
    cache = directory.resolve("cache");
    store = new DownStore(new DirectoryStore(directory.resolve("store")));
  }

  @Test
  void aRestartServesTheLastGoodVersionFromDiskAndGoesOnWhenTheStoreIsBack() throws Exception {
    byte[] before = serveFromStore();

    store.down = true;
    try (RunningServer restarted = server()) {
      restarted.awaitVersion(1);
      assertThat(restarted.pixels(request(20, 3))).isEqualTo(before);
      assertThat(restarted.metric("digitgan_generator_store_failures_total")).isPositive();
      assertThat(restarted.metric("digitgan_generator_store_answer_age_seconds")).isNaN();

      store.down = false;
      publish(2);
      restarted.awaitVersion(2);
      await()
          .untilAsserted(
              () ->
                  assertThat(restarted.metric("digitgan_generator_store_answer_age_seconds"))
                      .isNotNaN());
    }
    store.down = true;
    try (RunningServer again = server()) {
      again.awaitVersion(2);
    }
  }

  @Test
  void everyRestartOfOneOutageServesTheLastGoodVersion() throws Exception {
    byte[] before = serveFromStore();
    store.down = true;
    for (int restart = 0; restart < 3; restart++) {
      try (RunningServer restarted = server()) {
        restarted.awaitVersion(1);
        assertThat(restarted.pixels(request(20, 3))).isEqualTo(before);
      }
    }
  }

  @Test
  void theCacheHoldsNoMoreThanTheVersionBeingServed() throws Exception {
    serveFromStore();
    long size = sizeOf(cache);
    for (int seed = 2; seed < 6; seed++) {
      publish(seed);
    }
    try (RunningServer server = server()) {
      server.awaitVersion(5);
      await().untilAsserted(() -> assertThat(sizeOf(cache)).isLessThan(size + size / 2));
    }
  }

  @Test
  void aDamagedCopyIsNotServed() throws Exception {
    serveFromStore();
    try (Stream<Path> blobs = Files.walk(cache.resolve("blobs"))) {
      for (Path blob : blobs.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(blob);
        bytes[bytes.length - 1] ^= 1;
        Files.write(blob, bytes);
      }
    }
    store.down = true;
    try (RunningServer server = server()) {
      await()
          .untilAsserted(
              () ->
                  assertThat(server.metric("digitgan_generator_swaps_total{outcome=\"refused\"}"))
                      .isEqualTo(1));
      assertThatThrownBy(() -> server.pixels(request(1, 0))).hasMessageStartingWith("UNAVAILABLE");
    }
  }

  @Test
  void aCacheThatCannotBeWrittenCostsNothingElse() throws Exception {
    Files.write(cache, new byte[] {1});
    publish(1);
    try (RunningServer server = server()) {
      server.awaitVersion(1);
      publish(2);
      server.awaitVersion(2);
    }
  }

  private void publish(long seed) throws IOException {
    new CheckpointPublisher(store, new CheckpointKeys("digits")).publish(TestModels.draft(seed));
  }

  private byte[] serveFromStore() throws Exception {
    publish(1);
    try (RunningServer server = server()) {
      server.awaitVersion(1);
      // The copy is complete when the marker is there.
      await().until(() -> Files.exists(cache.resolve("last-good/digits")));
      return server.pixels(request(20, 3));
    }
  }

  private RunningServer server() {
    return new RunningServer(
        store,
        new CheckpointSettings(
            Follow.LATEST, 2, Duration.ofMillis(5), Optional.empty(), Optional.of(cache)));
  }

  private static long sizeOf(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      long size = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        size += Files.size(file);
      }
      return size;
    }
  }

  /** A store that is out of reach now and then. */
  private static final class DownStore implements ObjectStore {
    private final ObjectStore store;
    volatile boolean down;

    DownStore(ObjectStore store) {
      this.store = store;
    }

    private ObjectStore reached() throws IOException {
      if (down) {
        throw new IOException("no route to the store");
      }
      return store;
    }

    @Override
    public byte[] read(String key, long maxBytes) throws IOException {
      return reached().read(key, maxBytes);
    }

    @Override
    public Optional<StoredObject> stat(String key) throws IOException {
      return reached().stat(key);
    }

    @Override
    public boolean putIfAbsent(String key, byte[] bytes) throws IOException {
      return reached().putIfAbsent(key, bytes);
    }

    @Override
    public void put(String key, byte[] bytes) throws IOException {
      reached().put(key, bytes);
    }

    @Override
    public void delete(String key) throws IOException {
      reached().delete(key);
    }

    @Override
    public List<StoredObject> listObjects(String prefix) throws IOException {
      return reached().listObjects(prefix);
    }

    @Override
    public void close() {
      store.close();
    }
  }
}
