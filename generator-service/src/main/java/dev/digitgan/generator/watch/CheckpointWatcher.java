package dev.digitgan.generator.watch;

import dev.digitgan.checkpoint.CheckpointException;
import dev.digitgan.checkpoint.Version;
import dev.digitgan.generator.model.ChannelTable;
import dev.digitgan.generator.model.LoadedModel;
import dev.digitgan.generator.model.ModelDescription;
import dev.digitgan.generator.model.ModelLoader;
import dev.digitgan.generator.model.ModelSlot;
import dev.digitgan.runtime.command.Logging;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the slot at the best version that can be loaded, on one thread of its own. A version that
 * cannot be loaded is reported once and passed over; what is served stays, whatever happens.
 */
public final class CheckpointWatcher implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(CheckpointWatcher.class);
  private static final Duration LAST_LOAD = Duration.ofSeconds(10);

  private final VersionSource source;
  private final ModelLoader loader;
  private final ModelSlot slot;
  private final PollSchedule schedule;
  private final List<SwapListener> listeners;
  private final Thread thread;
  private final CountDownLatch stopped = new CountDownLatch(1);

  // Of the watcher's thread alone.
  private final Set<Version> refused = new HashSet<>();
  private final Set<Version> failing = new HashSet<>();
  private ChannelTable channels = ChannelTable.NONE;
  private int failuresInARow;
  private boolean storeUnreachable;

  /**
   * @param threads makes the thread that loads, with gradients switched off
   */
  public CheckpointWatcher(
      VersionSource source,
      ModelLoader loader,
      ModelSlot slot,
      PollSchedule schedule,
      List<SwapListener> listeners,
      ThreadFactory threads) {
    this.source = source;
    this.loader = loader;
    this.slot = slot;
    this.schedule = schedule;
    this.listeners = List.copyOf(listeners);
    this.thread = threads.newThread(this::run);
  }

  /** Looks at once, then again and again. */
  public void start() {
    thread.start();
  }

  /** Asks the watcher to stop; nothing new is served once {@link #close} has returned. */
  public void stop() {
    stopped.countDown();
  }

  /** Stops, and waits for a load that is under way. */
  @Override
  public void close() {
    stop();
    try {
      thread.join(LAST_LOAD.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      Duration delay = Duration.ZERO;
      while (!stopped.await(delay.toNanos(), TimeUnit.NANOSECONDS)) {
        poll();
        delay = schedule.delay(failuresInARow);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) { // The thread's root: without this line it would end in silence.
      log.error("the watcher ended: new versions are not served any more", e);
    }
  }

  /** One look at the store, with all that follows from it. */
  void poll() {
    try {
      Optional<Version> served = slot.serving().map(ModelDescription::version);
      List<Version> candidates = source.candidates(served);
      channels = source.channels();
      boolean whole = loadFirst(candidates, served);
      slot.moveChannels(channels); // After the load: a channel's new version is there by then.
      storeAnswered();
      failuresInARow = whole ? 0 : failuresInARow + 1;
    } catch (IOException e) {
      storeFailed(e);
      loadLastGood();
    } catch (RuntimeException e) {
      failuresInARow++;
      log.error("cannot look for versions, trying again", e);
    }
  }

  /** False when a version failed that is to be tried again. */
  private boolean loadFirst(List<Version> candidates, Optional<Version> served) throws IOException {
    boolean whole = true;
    for (Version version : candidates) {
      if (stopped.getCount() == 0) {
        break;
      }
      if (!refused.contains(version)) {
        if (load(version, served)) {
          break;
        }
        whole &= refused.contains(version);
      }
    }
    return whole;
  }

  /** A restart while the store is down serves what the process before it served. */
  private void loadLastGood() {
    if (slot.serving().isPresent()) {
      return;
    }
    Optional<Version> lastGood = source.lastGood().filter(version -> !refused.contains(version));
    try {
      if (lastGood.isPresent() && load(lastGood.get(), Optional.empty())) {
        log.warn("version {} comes from the cache: the store cannot be read", lastGood.get());
      }
    } catch (IOException e) {
      log.debug("not in the cache after all", e);
    }
  }

  private boolean load(Version version, Optional<Version> served) throws IOException {
    long begin = System.nanoTime();
    try {
      LoadedModel model = loader.load(version);
      Duration loadTime = Duration.ofNanos(System.nanoTime() - begin);
      slot.serve(model, channels);
      failing.remove(version);
      log.info(
          "version {} is served, loaded in {} ms (before: {}), {}",
          version,
          loadTime.toMillis(),
          served.map(Version::toString).orElse("none"),
          model.description().digest());
      tell(listener -> listener.served(model.description(), loadTime));
      return true;
    } catch (CheckpointException e) {
      refused.add(version);
      log.warn("version {} is refused, serving goes on: {}", version, Logging.oneLine(e));
      tell(listener -> listener.refused(version));
      return false;
    } catch (RuntimeException e) {
      if (failing.add(version)) {
        log.error("version {} cannot be loaded now, trying again", version, e);
      }
      tell(listener -> listener.failed(version));
      return false;
    }
  }

  private void storeAnswered() {
    if (storeUnreachable) {
      storeUnreachable = false;
      log.info("the store answers again");
    }
    tell(SwapListener::storeAnswered);
  }

  private void storeFailed(IOException e) {
    failuresInARow++;
    if (!storeUnreachable && stopped.getCount() > 0) {
      storeUnreachable = true;
      log.warn(
          "the store cannot be read, serving goes on: {}: {}",
          e.getClass().getSimpleName(),
          Logging.oneLine(e));
    }
    tell(SwapListener::storeFailed);
  }

  private void tell(Consumer<SwapListener> event) {
    for (SwapListener listener : listeners) {
      try {
        event.accept(listener);
      } catch (RuntimeException e) {
        log.error("a listener failed: {}", listener, e);
      }
    }
  }
}
