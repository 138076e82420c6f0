package dev.digitgan.generator.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.digitgan.checkpoint.CheckpointException;
import dev.digitgan.checkpoint.Version;
import dev.digitgan.generator.FakeModel;
import dev.digitgan.generator.TestModels;
import dev.digitgan.generator.model.LoadedModel;
import dev.digitgan.generator.model.ModelDescription;
import dev.digitgan.generator.model.ModelLoader;
import dev.digitgan.generator.model.ModelSlot;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class CheckpointWatcherTest {
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
    store.fails.put(3L, new CheckpointException("weights: missing"));

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
    store.fails.put(2L, new CheckpointException("x"));
    store.fails.put(3L, new CheckpointException("y"));

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
    watcher.poll();
    assertThat(slot.serving()).isEmpty();

    store.fails.clear();
    watcher.poll();

    assertThat(serving()).isEqualTo(1);
    assertThat(events.seen).containsExactly("store failed", "store failed", "served 1");
  }

  @Test
  void aVersionThatTheEngineFailedOnIsTriedAgainWhileAnOlderOneIsServed() {
    store.commit(1, 2);
    store.fails.put(2L, new IllegalStateException("no memory"));
    watcher.poll();
    assertThat(serving()).isEqualTo(1);

    store.fails.clear();
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
    return new CheckpointWatcher(
        store,
        store,
        slot,
        new PollSchedule(Duration.ofMillis(1), Duration.ofMillis(1), new SplittableRandom(1)),
        List.of(listeners),
        Thread::new);
  }

  private long serving() {
    return slot.serving().orElseThrow().version().number();
  }

  /** Loads what was committed, or fails as it is told. */
  private static final class FakeStore implements VersionSource, ModelLoader {
    final List<Version> committed = new CopyOnWriteArrayList<>();
    final Map<Long, Exception> fails = Collections.synchronizedMap(new HashMap<>());
    final List<Long> loads = Collections.synchronizedList(new ArrayList<>());
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
      return new Follow.Latest().candidates(committed, Optional.empty(), served);
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
