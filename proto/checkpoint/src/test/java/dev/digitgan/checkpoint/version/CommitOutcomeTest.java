package dev.digitgan.checkpoint.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.run.Fence;
import dev.digitgan.checkpoint.run.Fence.FencedException;
import dev.digitgan.checkpoint.testing.TestCheckpoints;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.version.CheckpointPublisher.CommitStateUnknownException;
import dev.digitgan.store.ForwardingStore;
import dev.digitgan.store.InMemoryStore;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.ObjectStore.OutcomeUnknownException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a publisher says when the put of the manifest fails. */
final class CommitOutcomeTest {
  private static final CheckpointKeys KEYS = new CheckpointKeys("digits");
  private static final String MANIFEST = KEYS.manifest(Version.FIRST);

  private final ObjectStore memory = new InMemoryStore();
  private byte[] onItsWay = new byte[0];

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

  @Test
  void aCommitThatNeverArrivedIsMadeUnderTheSameNumber() throws Exception {
    CheckpointDraft draft = TestCheckpoints.draft(1);
    CommitStateUnknownException unknown = lostAnswerOf(draft, "nothing arrives");
    Manifest settled = publisher().settle(unknown, draft, Fence.OPEN);
    assertThat(settled.getVersion()).isEqualTo(1);
    assertThat(versions()).containsExactly(Version.FIRST);
    assertThat(publisher().settle(unknown, draft, Fence.OPEN)).isEqualTo(settled);
    assertThat(versions()).containsExactly(Version.FIRST);
  }

  @Test
  void aCommitThatArrivesLateIsFoundAndNotMadeTwice() throws Exception {
    CheckpointDraft draft = TestCheckpoints.draft(1);
    CommitStateUnknownException unknown = lostAnswerOf(draft, "it is on its way");
    memory.put(MANIFEST, onItsWay);
    assertThat(publisher().settle(unknown, draft, Fence.OPEN).getVersion()).isEqualTo(1);
    assertThat(versions()).containsExactly(Version.FIRST);
  }

  @Test
  void aNumberThatAnotherTookMeanwhileIsLeftToThatOne() throws Exception {
    CheckpointDraft draft = TestCheckpoints.draft(1);
    CommitStateUnknownException unknown = lostAnswerOf(draft, "nothing arrives");
    publisher().publish(TestCheckpoints.draft(2));
    assertThat(publisher().settle(unknown, draft, Fence.OPEN).getVersion()).isEqualTo(2);
    assertThat(versions()).containsExactly(new Version(2), Version.FIRST);
  }

  @Test
  void whoeverIsFencedSettlesNothing() {
    CheckpointDraft draft = TestCheckpoints.draft(1);
    CommitStateUnknownException unknown = lostAnswerOf(draft, "nothing arrives");
    Fence passed =
        () -> {
          throw new FencedException("passed");
        };
    assertThatThrownBy(() -> publisher().settle(unknown, draft, passed))
        .isInstanceOf(FencedException.class);
    assertThat(memory).satisfies(store -> assertThat(store.stat(MANIFEST)).isEmpty());
  }

  private CommitStateUnknownException lostAnswerOf(CheckpointDraft draft, String what) {
    CheckpointPublisher unlucky =
        new CheckpointPublisher(
            failing(
                bytes -> {
                  onItsWay = bytes;
                  throw new OutcomeUnknownException(what, new IOException());
                }),
            KEYS);
    return catchThrowableOfType(
        CommitStateUnknownException.class, () -> unlucky.publish(draft, Fence.OPEN));
  }

  private CheckpointPublisher publisher() {
    return new CheckpointPublisher(memory, KEYS);
  }

  private List<Version> versions() throws IOException {
    return new CheckpointReader(memory, KEYS).versions();
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
