package dev.digitgan.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.digitgan.store.ObjectStore.UnsuitableStoreException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tests that a store lets exactly one of several writers win, both in turn and concurrently. A
 * store that honours the condition only in some races is caught only by chance.
 */
public record ConditionalPutProbe(ObjectStore store) {
  /** The prefix of the probe's objects. An old object here was left by a probe that was killed. */
  public static final String PREFIX = "probes/";

  private static final Logger LOG = LoggerFactory.getLogger(ConditionalPutProbe.class);
  private static final int RACERS = 4;
  private static final int MAX_BYTES = 64;

  /**
   * Writes a few objects and removes them; UnsuitableStoreException if not exactly one writer wins.
   */
  public void run() throws IOException {
    store.tryOut();
    String probe = PREFIX + UUID.randomUUID();
    String race = probe + "-race";
    try {
      writeTwice(probe);
      race(race);
    } finally {
      remove(probe);
      remove(race);
    }
  }

  private void writeTwice(String key) throws IOException {
    if (!store.putIfAbsent(key, content(1))) {
      throw unsuitable("refused a write where nothing was");
    }
    if (store.putIfAbsent(key, content(2))) {
      throw unsuitable("took a second write");
    }
    requireContent(key, content(1));
  }

  private void race(String key) throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(RACERS);
    try {
      List<Callable<Boolean>> puts = new ArrayList<>();
      for (int racer = 0; racer < RACERS; racer++) {
        byte[] content = content(racer);
        puts.add(() -> store.putIfAbsent(key, content));
      }
      List<Integer> winners = new ArrayList<>();
      List<Future<Boolean>> outcomes = threads.invokeAll(puts);
      for (int racer = 0; racer < RACERS; racer++) {
        if (outcomes.get(racer).get()) {
          winners.add(racer);
        }
      }
      if (winners.size() != 1) {
        throw unsuitable(winners.size() + " of " + RACERS + " racers won");
      }
      requireContent(key, content(winners.get(0)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while probing " + store);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException(e);
    } finally {
      threads.shutdownNow();
    }
  }

  private void requireContent(String key, byte[] content) throws IOException {
    if (!Arrays.equals(store.read(key, MAX_BYTES), content)) {
      throw unsuitable("kept a loser's write");
    }
  }

  private UnsuitableStoreException unsuitable(String observation) {
    return new UnsuitableStoreException(
        store
            + " does not keep conditional writes apart ("
            + observation
            + "), so two trainers could overwrite each other; use a store that honours"
            + " If-None-Match: * on puts",
        null);
  }

  private static byte[] content(int writer) {
    return ("writer " + writer).getBytes(UTF_8);
  }

  private void remove(String key) {
    try {
      store.delete(key);
    } catch (IOException e) {
      LOG.warn("cannot remove the probe's object {} from {}: {}", key, store, e.getMessage());
    }
  }
}
