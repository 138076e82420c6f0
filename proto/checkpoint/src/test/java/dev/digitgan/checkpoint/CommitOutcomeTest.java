package dev.digitgan.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.store.ForwardingStore;
import dev.digitgan.store.InMemoryStore;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.OutcomeUnknownException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What a publisher says when the put of the manifest fails. */
final class CommitOutcomeTest {
  private static final CheckpointKeys KEYS = new CheckpointKeys("digits");
  private static final String MANIFEST = KEYS.manifest(Version.FIRST);

  private final ObjectStore memory = new InMemoryStore();

  @Test
  void aWriteThatHappenedAfterAllIsACommit() throws Exception {
    ObjectStore store =
        failing(
            bytes -> {
              memory.put(MANIFEST, bytes);
              throw new OutcomeUnknownException("the answer is lost", new IOException());
            });
    assertThat(publish(store)).isEqualTo(1);
    assertThat(new CheckpointReader(memory, KEYS).latest()).contains(Version.FIRST);
  }

  @Test
  void anAbsentManifestProvesNothingAfterALostAnswer() {
    ObjectStore store =
        failing(
            bytes -> {
              throw new OutcomeUnknownException("the answer is lost", new IOException());
            });
    assertThatThrownBy(() -> publish(store))
        .isInstanceOf(CommitStateUnknownException.class)
        .hasMessage("whether version 1 was committed is not known: the answer is lost");
  }

  @Test
  void aRefusedWriteIsNoCommit() {
    ObjectStore store =
        failing(
            bytes -> {
              throw new IOException("403");
            });
    assertThatThrownBy(() -> publish(store)).isExactlyInstanceOf(IOException.class);
  }

  @Test
  void anotherManifestThereMeansTheNextNumber() throws Exception {
    ObjectStore store =
        failing(
            bytes -> {
              memory.put(MANIFEST, new byte[1]);
              throw new OutcomeUnknownException("the answer is lost", new IOException());
            });
    assertThat(publish(store)).isEqualTo(2);
  }

  private static long publish(ObjectStore store) throws IOException {
    return new CheckpointPublisher(store, KEYS).publish(TestCheckpoints.draft(1)).getVersion();
  }

  /** A store which does this instead of putting the first manifest. */
  private ObjectStore failing(Failure failure) {
    return new ForwardingStore(memory) {
      @Override
      public boolean putIfAbsent(String key, byte[] bytes) throws IOException {
        if (key.equals(MANIFEST)) {
          failure.fail(bytes);
        }
        return super.putIfAbsent(key, bytes);
      }
    };
  }

  private interface Failure {
    void fail(byte[] manifest) throws IOException;
  }
}
