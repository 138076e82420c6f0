package dev.digitgan.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.store.ObjectStore.NoSuchObjectException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store does with many callers at once. */
public abstract class ConcurrentStoreContract {
  private static final int RACERS = 8;

  private ObjectStore store = new InMemoryStore();

  /** A new, empty store. */
  public abstract ObjectStore open() throws IOException;

  /** How many objects make a listing long. */
  public int longListingObjects() {
    return 100;
  }

  @BeforeEach
  final void openStore() throws IOException {
    store = open();
  }

  @AfterEach
  final void closeStore() {
    store.close();
  }

  @Test
  void exactlyOneOfManyRacersWins() throws Exception {
    for (int round = 0; round < 50; round++) {
      String key = "race/" + round;
      List<Callable<Boolean>> puts = new ArrayList<>();
      for (int racer = 0; racer < RACERS; racer++) {
        byte[] mine = content(racer, 1 + 1000 * racer);
        puts.add(() -> store.putIfAbsent(key, mine));
      }
      List<Boolean> won = Threads.atOnce(puts);
      assertThat(Collections.frequency(won, true)).isEqualTo(1);
      int winner = won.indexOf(true);
      assertThat(store.read(key, 10_000)).isEqualTo(content(winner, 1 + 1000 * winner));
    }
  }

  @Test
  void exactlyOneOfManyRacersWinsWithTheSameBytes() throws Exception {
    for (int round = 0; round < 20; round++) {
      String key = "race/" + round;
      List<Callable<Boolean>> puts =
          Collections.nCopies(RACERS, () -> store.putIfAbsent(key, content(1, 100)));
      assertThat(Collections.frequency(Threads.atOnce(puts), true)).isEqualTo(1);
    }
  }

  @Test
  void aReaderSeesAnObjectWholeOrNotAtAll() throws Exception {
    int sizeBytes = 1 << 20;
    for (int round = 0; round < 5; round++) {
      String key = "whole/" + round;
      AtomicBoolean written = new AtomicBoolean();
      List<Callable<Boolean>> tasks = new ArrayList<>();
      tasks.add(
          () -> {
            try {
              return store.putIfAbsent(key, content(7, sizeBytes));
            } finally {
              written.set(true);
            }
          });
      for (int reader = 0; reader < 2; reader++) {
        tasks.add(
            () -> {
              while (!written.get()) {
                try {
                  assertThat(store.read(key, sizeBytes)).isEqualTo(content(7, sizeBytes));
                } catch (NoSuchObjectException e) {
                  // Not yet.
                }
              }
              return true;
            });
      }
      assertThat(Threads.atOnce(tasks)).containsOnly(true);
      assertThat(store.read(key, sizeBytes)).hasSize(sizeBytes);
    }
  }

  @Test
  void aReaderOfAnOverwrittenObjectSeesTheOldOrTheNewOne() throws Exception {
    int writes = 60;
    store.put("channels/stable", content(0, 50_000));
    AtomicBoolean written = new AtomicBoolean();
    List<Callable<Integer>> tasks = new ArrayList<>();
    tasks.add(
        () -> {
          try {
            for (int write = 1; write <= writes; write++) {
              store.put("channels/stable", content(write, 50_000 + 500 * write));
            }
          } finally {
            written.set(true);
          }
          return writes;
        });
    for (int reader = 0; reader < 3; reader++) {
      tasks.add(
          () -> {
            int newest = 0;
            while (!written.get()) {
              byte[] bytes = store.read("channels/stable", 100_000);
              int write = bytes[0];
              assertThat(bytes).isEqualTo(content(write, 50_000 + 500 * write));
              assertThat(write).isGreaterThanOrEqualTo(newest);
              newest = write;
            }
            return newest;
          });
    }
    Threads.atOnce(tasks);
    assertThat(store.read("channels/stable", 100_000)[0]).isEqualTo((byte) writes);
  }

  @Test
  void aLongListingIsWhole() throws Exception {
    int objects = longListingObjects();
    AtomicInteger next = new AtomicInteger();
    List<Callable<Boolean>> writers =
        Collections.nCopies(
            RACERS,
            () -> {
              for (int i = next.getAndIncrement(); i < objects; i = next.getAndIncrement()) {
                store.putIfAbsent(String.format(Locale.ROOT, "long/%06d", i), content(i % 100, 1));
              }
              return true;
            });
    Threads.atOnce(writers);

    List<String> keys = store.list("long/");
    assertThat(keys).hasSize(objects).isSorted().doesNotHaveDuplicates();
    assertThat(keys.get(objects - 1))
        .isEqualTo(String.format(Locale.ROOT, "long/%06d", objects - 1));
  }

  @Test
  void objectsMayVanishWhileTheyAreListed() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    List<Callable<Boolean>> tasks = new ArrayList<>();
    tasks.add(
        () -> {
          try {
            for (int i = 0; i < 60; i++) {
              store.putIfAbsent("gone/" + i % 3 + "/" + i, content(i, 10));
              store.delete("gone/" + i % 3 + "/" + i);
            }
          } finally {
            done.set(true);
          }
          return true;
        });
    tasks.add(
        () -> {
          while (!done.get()) {
            assertThat(store.list("gone/")).allMatch(key -> key.startsWith("gone/"));
          }
          return true;
        });
    assertThat(Threads.atOnce(tasks)).containsOnly(true);
    assertThat(store.list("gone/")).isEmpty();
  }

  private static byte[] content(int writer, int sizeBytes) {
    byte[] bytes = new byte[sizeBytes];
    Arrays.fill(bytes, (byte) writer);
    return bytes;
  }
}
