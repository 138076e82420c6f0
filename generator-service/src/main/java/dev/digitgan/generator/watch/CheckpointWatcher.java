package dev.digitgan.generator.watch;

import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.generator.model.ModelDescription;
import dev.digitgan.generator.model.ModelSlot;
import dev.digitgan.runtime.command.Logging;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the slot at the best version that can be loaded, on a thread of its own. A version that
 * cannot be loaded is skipped until it may have become loadable; the served model always stays.
 *
 * <p>A store that cannot be listed is down: if no model is served then, the copy on this machine's
 * disk is. A single unreadable object concerns its version only.
 */
public final class CheckpointWatcher implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(CheckpointWatcher.class);
  private static final Duration LAST_LOAD = Duration.ofSeconds(10);

  /** Awaited versions that end a poll: the newest of them are tried again first. */
  private static final int MAX_AWAITED = 4;

  private final VersionSource source;
  private final VersionLoads loads;
  private final ModelSlot slot;
  private final PollSchedule schedule;
  private final Thread thread;
  private final CountDownLatch stopped = new CountDownLatch(1);

  // Only the watcher's thread uses these.
  private Map<String, Version> channels = Map.of();
  private int failuresInARow;
  private boolean storeUnreachable;

  /**
   * @param schedule of polls of the store, by how many in a row failed
   * @param threads makes the thread that loads, with gradients switched off
   */
  public CheckpointWatcher(
      VersionSource source,
      VersionLoads loads,
      ModelSlot slot,
      PollSchedule schedule,
      ThreadFactory threads) {
    this.source = source;
    this.loads = loads;
    this.slot = slot;
    this.schedule = schedule;
    this.thread = threads.newThread(this::run);
  }

  /** Polls the store at once, then repeatedly. */
  public void start() {
    thread.start();
  }

  /** Asks the watcher to stop; nothing new is served once {@link #close} has returned. */
  public void stop() {
    stopped.countDown();
  }

  /** Stops the watcher and waits for a load that is under way. */
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
    } catch (Throwable e) { // The thread's root: it must not end silently.
      log.error("the watcher ended: new versions are not served any more", e);
    }
  }

  /** Polls the store once, and loads and serves what it should. */
  void poll() {
    try {
      List<Version> candidates = source.candidates(slot.serving().map(ModelDescription::version));
      channels = source.channels();
      storeAnswered();
      Optional<Version> lastGood = lastGood();
      loads.found(Stream.concat(candidates.stream(), lastGood.stream()).toList());
      loadFirst(candidates);
      if (!candidates.isEmpty()) {
        load(lastGood, "nothing better can be served now");
      }
      slot.moveChannels(channels); // After the load: a channel's new version is loaded by then.
      failuresInARow = 0;
    } catch (IOException e) {
      storeFailed(e);
      load(lastGood(), "the store cannot be read");
    } catch (RuntimeException e) {
      failuresInARow++;
      log.error("polling the store failed, trying again", e);
    }
    loads.lookEnded();
  }

  private void loadFirst(List<Version> candidates) {
    int awaitedCount = 0;
    for (Version version : candidates) {
      if (stopped.getCount() == 0 || awaitedCount == MAX_AWAITED) {
        break;
      }
      if (loads.due(version, source)) {
        if (loads.load(version, channels)) {
          break;
        }
        awaitedCount += loads.awaited(version) ? 1 : 0;
      }
    }
  }

  /** Returns the version that the previous process served; empty while this one serves a model. */
  private Optional<Version> lastGood() {
    return slot.serving().isPresent() ? Optional.empty() : source.lastGood();
  }

  private void load(Optional<Version> lastGood, String why) {
    if (slot.serving().isEmpty() && stopped.getCount() > 0) {
      lastGood
          .filter(version -> loads.due(version, source) && loads.load(version, channels))
          .ifPresent(version -> log.warn("version {} is the last good one: {}", version, why));
    }
  }

  private void storeAnswered() {
    if (storeUnreachable) {
      storeUnreachable = false;
      loads.storeIsBack();
      log.info("the store answers again");
    }
    loads.tell(SwapListener::storeAnswered);
  }

  private void storeFailed(IOException e) {
    failuresInARow++;
    if (!storeUnreachable && stopped.getCount() > 0) {
      storeUnreachable = true;
      log.warn(
          "the store cannot be read, the served model stays: {}: {}",
          e.getClass().getSimpleName(),
          Logging.oneLine(e));
    }
    loads.tell(SwapListener::storeFailed);
  }
}
