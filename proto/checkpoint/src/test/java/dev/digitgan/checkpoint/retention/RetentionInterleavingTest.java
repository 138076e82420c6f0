package dev.digitgan.checkpoint.retention;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.ChannelName;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.testing.HookedStore;
import dev.digitgan.checkpoint.testing.TestClock;
import dev.digitgan.checkpoint.testing.TestDrafts;
import dev.digitgan.checkpoint.v1.Channel;
import dev.digitgan.checkpoint.version.Channels;
import dev.digitgan.checkpoint.version.CheckpointPublisher;
import dev.digitgan.checkpoint.version.CheckpointReader;
import dev.digitgan.store.InMemoryStore;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.testing.TestTier;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A clean-up against publishers that need what it has chosen, and against a channel that moves to
 * it, each operation of the store in every order that chance comes up with.
 */
final class RetentionInterleavingTest {
  private static final CheckpointKeys DIGITS = new CheckpointKeys("digits");
  private static final CheckpointKeys LETTERS = new CheckpointKeys("letters");

  private final TestClock clock = new TestClock();

  /** What the orders led to, so that the test shows that it tried all of them. */
  private int committedCount;

  private int refusedCount;
  private int sparedCount;
  private int removedCount;
  private int movedCount;

  @Test
  void nothingThatIsNeededGoes() throws Exception {
    interleaveAll(TestTier.count(50, 500));
  }

  @Test
  @Tag("long")
  void nothingThatIsNeededGoesInManyMoreOrders() throws Exception {
    interleaveAll(5_000);
  }

  private void interleaveAll(int orders) throws Exception {
    for (int seed = 0; seed < orders; seed++) {
      interleave(new Random(seed));
    }
    assertThat(committedCount).isPositive();
    assertThat(refusedCount).isPositive();
    assertThat(sparedCount).isPositive();
    assertThat(removedCount).isPositive();
    assertThat(movedCount).isPositive().isLessThan(orders);
  }

  private void interleave(Random random) throws Exception {
    ObjectStore store = new InMemoryStore(clock);
    // Version 1 goes; its blobs, and an old orphan, are what the publishers need.
    for (int content = 1; content <= 3; content++) {
      new CheckpointPublisher(store, DIGITS).publish(TestDrafts.draft(content));
    }
    byte[] orphan = "preview 9".getBytes(UTF_8);
    store.put(CheckpointKeys.blob(Sha256.of(orphan)), orphan);
    clock.advance(Duration.ofHours(2));

    Turns turns = new Turns();
    ObjectStore cleaned = turnByTurn(turns, store);
    ObjectStore published = turnByTurn(turns, store);
    ObjectStore moved = turnByTurn(turns, store);
    RetentionPolicy policy = new RetentionPolicy(1, 1, Duration.ofHours(1));
    Callable<Retention.Outcome> cleanUp =
        () -> {
          Retention.Outcome outcome =
              new Retention(cleaned, DIGITS, policy, clock).remove((item, done, total) -> {});
          sparedCount += outcome.spared().size();
          removedCount += outcome.removed().size();
          return outcome;
        };
    Callable<?> publish =
        () -> new CheckpointPublisher(published, LETTERS).publish(TestDrafts.draft(1, 9));
    Callable<?> move =
        () ->
            new Channels(moved, DIGITS, clock)
                .move(new ChannelName("stable"), new Version(2), "ada");
    // In bursts, so that one of them may be far ahead of the others.
    double change = random.nextDouble();
    int[] last = {0};
    List<Optional<Throwable>> thrown =
        turns.run(
            List.of(cleanUp, publish, move),
            left -> {
              if (last[0] >= left || random.nextDouble() < change) {
                last[0] = random.nextInt(left);
              }
              return last[0];
            });

    assertThat(thrown.get(0)).isEmpty();
    assertWhole(store, DIGITS);
    assertWhole(store, LETTERS);
    assertPublished(store, thrown.get(1));
    assertMoved(store, thrown.get(2));
  }

  private void assertPublished(ObjectStore store, Optional<Throwable> refusal) throws IOException {
    assertThat(new CheckpointReader(store, LETTERS).versions())
        .hasSize(refusal.isPresent() ? 0 : 1);
    if (refusal.isPresent()) {
      assertThat(refusal.get())
          .isInstanceOf(IOException.class)
          .hasMessageMatching("a clean-up .* is removing blobs/.*");
      refusedCount++;
    } else {
      committedCount++;
    }
  }

  private void assertMoved(ObjectStore store, Optional<Throwable> refusal) throws Exception {
    Optional<Channel> stable = new Channels(store, DIGITS, clock).read(new ChannelName("stable"));
    if (refusal.isPresent()) {
      assertThat(refusal.get()).isInstanceOfAny(IOException.class, CheckpointException.class);
      assertThat(stable).isEmpty();
    } else {
      assertThat(stable.orElseThrow().getVersion()).isEqualTo(2);
      assertThat(new CheckpointReader(store, DIGITS).versions()).contains(new Version(2));
      movedCount++;
    }
  }

  private static void assertWhole(ObjectStore store, CheckpointKeys keys) throws Exception {
    CheckpointReader reader = new CheckpointReader(store, keys);
    for (Version version : reader.versions()) {
      reader.verify(version);
    }
  }

  private static ObjectStore turnByTurn(Turns turns, ObjectStore store) {
    Turns.Actor actor = turns.actor();
    return new HookedStore(store, (operation, key) -> actor.await());
  }
}
