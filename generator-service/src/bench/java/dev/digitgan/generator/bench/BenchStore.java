package dev.digitgan.generator.bench;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.version.CheckpointDraft;
import dev.digitgan.checkpoint.version.CheckpointPublisher;
import dev.digitgan.checkpoint.version.CheckpointReader;
import dev.digitgan.generator.load.UntrainedGenerator;
import dev.digitgan.network.GeneratorSpec;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.location.StoreUri;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The benchmark's model in a store. Its versions have the same network and take turns with a few
 * sets of weights, so that the store does not grow with the swaps. How fast a network draws does
 * not depend on its weights, as long as no intermediate value is denormal.
 */
final class BenchStore {
  static final String MODEL = "bench";

  /** More than a server keeps loaded. */
  private static final int DRAFTS = 4;

  private final CheckpointPublisher publisher;
  private final List<CheckpointDraft> drafts = new ArrayList<>();
  private int published;

  private BenchStore(CheckpointPublisher publisher) {
    this.publisher = publisher;
  }

  /** Publishes the first version. The calling thread must have gradients switched off. */
  static BenchStore create(ObjectStore store, GeneratorSpec spec)
      throws IOException, CheckpointException {
    BenchStore made = new BenchStore(new CheckpointPublisher(store, new CheckpointKeys(MODEL)));
    for (int seed = 1; seed <= DRAFTS; seed++) {
      made.drafts.add(new UntrainedGenerator(spec).draft(seed));
    }
    made.publishNext();
    return made;
  }

  private synchronized void publishNext() {
    try {
      publisher.publish(drafts.get(published++ % DRAFTS));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Publishes a version now and every second until closed; closing throws a failure to publish. */
  Closeable publishEverySecond() {
    ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    Future<?> task = thread.scheduleAtFixedRate(this::publishNext, 0, 1, TimeUnit.SECONDS);
    return () -> {
      task.cancel(false);
      thread.shutdown();
      try {
        thread.awaitTermination(1, TimeUnit.MINUTES);
        task.get();
      } catch (CancellationException e) {
        // The usual end.
      } catch (ExecutionException e) {
        throw new IOException("cannot publish", e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }

  /** Returns the network of the newest version of {@code model}. */
  static GeneratorSpec spec(String store, String model) throws IOException {
    try (ObjectStore opened = StoreUri.open(store)) {
      CheckpointReader reader = new CheckpointReader(opened, new CheckpointKeys(model));
      Version version =
          reader.latest().orElseThrow(() -> new IOException("no " + model + " in " + store));
      return reader.load(version).spec();
    } catch (CheckpointException e) {
      throw new IOException("cannot read " + model + " in " + store, e);
    }
  }
}
