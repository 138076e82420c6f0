package dev.digitgan.generator.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.version.Checkpoint;
import dev.digitgan.checkpoint.version.CheckpointPublisher;
import dev.digitgan.checkpoint.version.CheckpointReader;
import dev.digitgan.generator.TestModels;
import dev.digitgan.generator.model.ModelDescription;
import dev.digitgan.generator.model.Numerics;
import dev.digitgan.network.Precision;
import dev.digitgan.store.ForwardingStore;
import dev.digitgan.store.InMemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the copy of the last good version survives. */
class LastGoodCacheTest {
  private static final Numerics NUMERICS =
      new Numerics("pytorch-2.7.1", "cpu-x86_64", Precision.FLOAT32);

  private final InMemoryStore stored = new InMemoryStore();
  private final Failing store = new Failing(stored);
  private final Path directory;

  LastGoodCacheTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void threeRestartsInOneOutageEachFindAllOfIt() throws Exception {
    publish("digits", 1);
    serve("digits", 1);
    store.down = true;

    for (int restart = 0; restart < 3; restart++) {
      assertThat(new LastGoodCache(directory, "digits").lastGood()).contains(new Version(1));
      serve("digits", 1);
    }
  }

  @Test
  void aLoadInWhichEachReadFailsOnceKeepsItsCopies() throws Exception {
    publish("digits", 1);
    serve("digits", 1);
    store.failsOnce = true;
    serve("digits", 1);
    store.failsOnce = false;
    assertThat(store.failed).hasSize(2); // The manifest and the weights.

    store.down = true;
    serve("digits", 1);
  }

  @Test
  void aDiskThatDoesNotTakeTheNewerVersionKeepsTheOneBefore() throws Exception {
    publish("digits", 1);
    serve("digits", 1);
    publish("digits", 2);
    Files.move(directory.resolve(".tmp"), directory.resolve("away"));
    Files.write(directory.resolve(".tmp"), new byte[0]); // Nothing can be written any more.
    serve("digits", 2);
    Files.delete(directory.resolve(".tmp"));

    store.down = true;
    assertThat(new LastGoodCache(directory, "digits").lastGood()).contains(new Version(1));
    serve("digits", 1);
  }

  @Test
  void modelsThatShareAFolderLeaveEachOtherTheirs() throws Exception {
    publish("digits", 1);
    publish("letters", 2);
    serve("digits", 1);
    serve("letters", 1);
    store.down = true;

    serve("digits", 1);
    serve("letters", 1);
  }

  @Test
  void damageInTheStoreDoesNotTakeThePlaceOfAGoodCopy() throws Exception {
    publish("digits", 1);
    serve("digits", 1);
    Map<String, byte[]> sound = new HashMap<>();
    for (String blob : stored.list("blobs/")) {
      byte[] bytes = stored.read(blob, 1 << 24);
      sound.put(blob, bytes.clone());
      bytes[bytes.length - 1] ^= 1;
      stored.put(blob, bytes);
    }
    assertThatThrownBy(() -> serve("digits", 1)).isInstanceOf(CheckpointException.class);
    assertThat(sound).isNotEmpty();

    store.down = true;
    serve("digits", 1);
  }

  private void publish(String model, long seed) throws IOException {
    new CheckpointPublisher(stored, new CheckpointKeys(model)).publish(TestModels.draft(seed));
  }

  /** What a process does: reads a version, then serves it. */
  private void serve(String model, long version) throws IOException, CheckpointException {
    LastGoodCache cache = new LastGoodCache(directory, model);
    Checkpoint checkpoint =
        new CheckpointReader(cache.over(store), new CheckpointKeys(model))
            .load(new Version(version));
    cache.served(
        new ModelDescription(checkpoint.manifest(), checkpoint.spec(), NUMERICS), Duration.ZERO);
  }

  /** Fails always, or the first time that an object is read. */
  private static final class Failing extends ForwardingStore {
    final Set<String> failed = new HashSet<>();
    boolean down;
    boolean failsOnce;

    Failing(InMemoryStore store) {
      super(store);
    }

    @Override
    public byte[] read(String key, long maxBytes) throws IOException {
      if (down || (failsOnce && failed.add(key))) {
        throw new IOException("503 SlowDown");
      }
      return super.read(key, maxBytes);
    }
  }
}
