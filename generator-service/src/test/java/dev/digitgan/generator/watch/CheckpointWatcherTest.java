package dev.digitgan.generator.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.generator.FakeModel;
import dev.digitgan.generator.TestModels;
import dev.digitgan.generator.model.LoadedModel;
import dev.digitgan.generator.model.ModelDescription;
import dev.digitgan.generator.model.ModelSlot;
import dev.digitgan.store.StoredObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CheckpointWatcherTest {
  /** After that any version that may still come is looked at again. */
  private static final Duration LONG = Duration.ofMinutes(1);

  private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 1_000);
  private final FakeStore store = new FakeStore();
  private final Events events = new Events();
  private final ModelSlot slot = new ModelSlot(2);
  private final CheckpointWatcher watcher = watcher(events);

  @Test
  void servesTheNewestAndThenWhatIsNewer() {
    store.commit(1, 2);
    watcher.poll();
    watcher.poll();
    assertThat(serving()).isEqualTo(2);

    store.commit(3);
    watcher.poll();

    assertThat(serving()).isEqualTo(3);
    assertThat(events.seen).containsExactly("served 2", "served 3");
  }

  @Test
  void aVersionThatCanNeverBeLoadedIsReportedOnceAndPassedOver() {
    store.commit(1);
    watcher.poll();
    store.commit(2, 3);
    store.fails.put(3L, new CheckpointException.Wrong("weights: missing"));

    watcher.poll();
    watcher.poll();
    watcher.poll();

    assertThat(serving()).isEqualTo(2);
    assertThat(events.seen).containsExactly("served 1", "refused 3", "served 2");
    assertThat(store.loads).containsExactly(1L, 3L, 2L);
  }

  @Test
  void whatIsServedStaysWhenAllThatIsNewerIsBad() {
    store.commit(1);
    watcher.poll();
    store.commit(2, 3);
    store.fails.put(2L, new CheckpointException.Wrong("x"));
    store.fails.put(3L, new CheckpointException.Wrong("y"));

    watcher.poll();
    store.commit(4);
    watcher.poll();

    assertThat(events.seen).containsExactly("served 1", "refused 3", "refused 2", "served 4");
  }

  @Test
  void aVersionThatTheStoreFailedOnIsTriedAgain() {
    store.commit(1);
    store.fails.put(1L, new IOException("connection reset"));
    watcher.poll();
    pass(LONG);
    watcher.poll();
    assertThat(slot.serving()).isEmpty();

    store.fails.clear();
    pass(LONG);
    watcher.poll();

    assertThat(serving()).isEqualTo(1);
    assertThat(events.seen)
        .containsExactly("awaited 1", "store failed", "store failed", "served 1");
  }

  @Test
  void aVersionThatTheEngineFailedOnIsTriedAgainWhileAnOlderOneIsServed() {
    store.commit(1, 2);
    store.fails.put(2L, new IllegalStateException("no memory"));
    watcher.poll();
    assertThat(serving()).isEqualTo(1);

    store.fails.clear();
    pass(LONG);
    watcher.poll();

    assertThat(serving()).isEqualTo(2);
    assertThat(events.seen).containsExactly("failed 2", "served 1", "served 2");
  }

  @Test
  void aStoreThatCannotBeAskedChangesNothing() {
    store.commit(1);
    watcher.poll();
    store.down = true;
    watcher.poll();
    watcher.poll();
    assertThat(serving()).isEqualTo(1);

    store.down = false;
    store.commit(2);
    watcher.poll();

    assertThat(events.seen).containsExactly("served 1", "store failed", "store failed", "served 2");
  }

  @Test
  void aStoreThatLostItsVersionsChangesNothing() {
    store.commit(1, 2);
    watcher.poll();
    store.committed.clear();

    watcher.poll();

    assertThat(serving()).isEqualTo(2);
  }

  @Test
  void whatIsMissingIsLookedAtAgainWhileTheVersionBeforeItIsServed() {
    store.commit(1, 2);
    store.fails.put(2L, new CheckpointException.Incomplete("weights: no object"));
    watcher.poll();
    watcher.poll();
    assertThat(serving()).isEqualTo(1);
    assertThat(store.loads).containsExactly(2L, 1L);

    pass(LONG);
    watcher.poll();
    store.fails.clear();
    pass(LONG);
    watcher.poll();

    assertThat(serving()).isEqualTo(2);
    assertThat(events.seen).containsExactly("awaited 2", "served 1", "served 2");
  }

  @Test
  void itIsLookedAtLessAndLessOftenUpToAMinute() {
    store.commit(1);
    store.fails.put(1L, new CheckpointException.Incomplete("weights: no object"));
    for (int second = 0; second < 600; second++) {
      watcher.poll();
      pass(Duration.ofSeconds(1));
    }

    assertThat(store.loads).hasSizeBetween(12, 20);
    store.fails.clear();
    for (int second = 0; second <= 60; second++) {
      watcher.poll();
      pass(Duration.ofSeconds(1));
    }
    assertThat(serving()).isEqualTo(1);
  }

  @Test
  void howLongItHasBeenWaitedForIsToldUntilItCame() {
    store.commit(1);
    watcher.poll();
    assertThat(events.waited).isZero();
    store.commit(2);
    store.fails.put(2L, new CheckpointException.Incomplete("weights: no object"));
    watcher.poll();
    pass(Duration.ofMinutes(7));
    store.fails.put(2L, new IOException("unreadable"));
    watcher.poll();
    pass(Duration.ofMinutes(4));
    watcher.poll();
    assertThat(events.waited).isEqualTo(Duration.ofMinutes(11));

    store.fails.clear();
    pass(LONG);
    watcher.poll();
    assertThat(events.waited).isZero();
  }

  @Test
  void whatWasRemovedOrPassedIsNotWaitedFor() {
    store.commit(1, 2);
    store.fails.put(2L, new CheckpointException.Incomplete("weights: no object"));
    watcher.poll();
    pass(LONG);
    store.committed.remove(new Version(2));
    watcher.poll();
    assertThat(events.waited).isZero();

    store.commit(3);
    store.fails.put(3L, new CheckpointException.Incomplete("weights: no object"));
    watcher.poll();
    store.commit(4);
    pass(LONG);
    watcher.poll();
    watcher.poll();
    assertThat(serving()).isEqualTo(4);
    assertThat(events.waited).isZero();
  }

  @Test
  void whatIsDamagedIsTriedAgainOnceItIsWrittenAgain() {
    StoredObject damaged = new StoredObject("blobs/x", 7, Instant.EPOCH);
    store.commit(1, 2);
    store.fails.put(2L, new CheckpointException.Wrong("weights has another digest", damaged));
    watcher.poll();
    pass(LONG);
    watcher.poll();
    assertThat(store.loads).containsExactly(2L, 1L);

    store.changed.add(damaged);
    pass(LONG);
    watcher.poll();
    assertThat(events.seen).containsExactly("refused 2", "served 1", "refused 2");
    store.fails.clear();
    pass(LONG);
    watcher.poll();

    assertThat(serving()).isEqualTo(2);
    assertThat(events.waited).isZero();
  }

  @Test
  void whatIsMissingAndThenWrongIsRefused() {
    store.commit(1, 2);
    store.fails.put(2L, new CheckpointException.Incomplete("weights: no object"));
    watcher.poll();
    store.fails.put(2L, new CheckpointException.Wrong("golden: differs"));
    pass(LONG);
    watcher.poll();
    pass(LONG);
    watcher.poll();

    assertThat(events.seen).containsExactly("awaited 2", "served 1", "refused 2");
    assertThat(events.waited).isZero();
  }

  @Test
  void oneObjectThatCannotBeReadHoldsNothingElseBack() {
    store.commit(1, 2);
    store.fails.put(2L, new IOException("input/output error"));
    watcher.poll();

    assertThat(serving()).isEqualTo(1);
    assertThat(events.seen).containsExactly("awaited 2", "store failed", "served 1");
    store.fails.clear();
    pass(LONG);
    watcher.poll();
    assertThat(serving()).isEqualTo(2);
  }

  @Test
  void manyThatAreNotWholeAreNotAllLookedAtAtOnceAndTheWholeOneIsFound() {
    for (long number = 1; number <= 40; number++) {
      store.commit(number);
      if (number > 1) {
        store.fails.put(number, new CheckpointException.Incomplete("weights: no object"));
      }
    }
    watcher.poll();
    assertThat(store.loads).containsExactly(40L, 39L, 38L, 37L);
    for (int look = 0; look < 60 && slot.serving().isEmpty(); look++) {
      pass(Duration.ofSeconds(2));
      watcher.poll();
    }
    assertThat(serving()).isEqualTo(1);
  }

  @Test
  void theLastGoodOneStandsInForCandidatesThatMayStillCome() {
    store.lastGood = Optional.of(new Version(1));
    store.commit(2);
    store.fails.put(2L, new CheckpointException.Incomplete("weights: no object"));
    watcher.poll();
    assertThat(serving()).isEqualTo(1);

    store.fails.clear();
    pass(LONG);
    watcher.poll();
    assertThat(serving()).isEqualTo(2);
    assertThat(events.seen).containsExactly("awaited 2", "served 1", "served 2");
  }

  @Test
  void aStoreThatIsBackIsReadAtOnce() {
    store.lastGood = Optional.of(new Version(1));
    store.commit(1);
    store.fails.put(1L, new IOException("no copy"));
    store.down = true;
    for (int look = 0; look < 100; look++) {
      watcher.poll();
      pass(Duration.ofSeconds(1));
    }
    store.down = false;
    store.fails.clear();
    watcher.poll();
    assertThat(serving()).isEqualTo(1);
  }

  @Test
  void looksByItselfUntilItIsClosed() {
    store.commit(1);
    watcher.start();
    await().untilAsserted(() -> assertThat(events.seen).contains("served 1"));
    store.down = true;
    await().untilAsserted(() -> assertThat(events.seen).contains("store failed"));
    store.down = false;
    store.commit(2);
    await().untilAsserted(() -> assertThat(events.seen).contains("served 2"));

    watcher.close();
    int seen = events.seen.size();
    store.commit(3);
    watcher.close();

    assertThat(events.seen).hasSize(seen);
  }

  @Test
  void aListenerThatFailsChangesNothing() {
    CheckpointWatcher watched = watcher(new Failing(), events);
    store.commit(1);
    watched.poll();
    store.down = true;
    watched.poll();

    assertThat(serving()).isEqualTo(1);
    assertThat(events.seen).containsExactly("served 1", "store failed");
  }

  private CheckpointWatcher watcher(SwapListener... listeners) {
    PollSchedule often =
        new PollSchedule(Duration.ofMillis(1), Duration.ofMillis(1), new SplittableRandom(1));
    PollSchedule backoff =
        new PollSchedule(Duration.ofSeconds(2), Duration.ofSeconds(48), new SplittableRandom(1));
    return new CheckpointWatcher(
        store,
        new VersionLoads(store, slot, new Setbacks(backoff, nanoTime::get), List.of(listeners)),
        slot,
        often,
        Thread::new);
  }

  private void pass(Duration time) {
    nanoTime.addAndGet(time.toNanos());
  }

  private long serving() {
    return slot.serving().orElseThrow().version().number();
  }

  /** Loads what was committed, or fails as it is told. */
  private static final class FakeStore implements VersionSource, LoadedModel.Loader {
    final List<Version> committed = new CopyOnWriteArrayList<>();
    final Map<Long, Exception> fails = Collections.synchronizedMap(new HashMap<>());
    final List<Long> loads = Collections.synchronizedList(new ArrayList<>());
    final Set<StoredObject> changed = new HashSet<>();
    Optional<Version> lastGood = Optional.empty();
    volatile boolean down;

    void commit(long... numbers) {
      for (long number : numbers) {
        committed.add(0, new Version(number));
      }
    }

    @Override
    public List<Version> candidates(Optional<Version> served) throws IOException {
      if (down) {
        throw new IOException("no route");
      }
      return Follow.LATEST.candidates(committed, Optional.empty(), served);
    }

    @Override
    public boolean changed(StoredObject damaged) {
      return changed.contains(damaged);
    }

    @Override
    public Optional<Version> lastGood() {
      return lastGood;
    }

    @Override
    public LoadedModel load(Version version) throws CheckpointException, IOException {
      loads.add(version.number());
      Exception failure = fails.get(version.number());
      if (failure instanceof CheckpointException e) {
        throw e;
      }
      if (failure instanceof IOException e) {
        throw e;
      }
      if (failure instanceof RuntimeException e) {
        throw e;
      }
      return TestModels.loaded(version.number(), new FakeModel());
    }
  }

  private static final class Events implements SwapListener {
    final List<String> seen = new CopyOnWriteArrayList<>();
    volatile Duration waited = Duration.ofDays(1);

    @Override
    public void served(ModelDescription model, Duration loadTime) {
      seen.add("served " + model.version());
    }

    @Override
    public void refused(Version version) {
      seen.add("refused " + version);
    }

    @Override
    public void failed(Version version) {
      seen.add("failed " + version);
    }

    @Override
    public void awaited(Version version) {
      seen.add("awaited " + version);
    }

    @Override
    public void waiting(Duration longest) {
      waited = longest;
    }

    @Override
    public void storeFailed() {
      seen.add("store failed");
    }
  }

  private static final class Failing implements SwapListener {
    @Override
    public void served(ModelDescription model, Duration loadTime) {
      throw new IllegalStateException("a listener's own trouble");
    }

    @Override
    public void storeFailed() {
      throw new IllegalStateException("a listener's own trouble");
    }
  }
}
