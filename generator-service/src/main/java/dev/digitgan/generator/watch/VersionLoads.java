package dev.digitgan.generator.watch;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.generator.model.ChannelTable;
import dev.digitgan.generator.model.LoadedModel;
import dev.digitgan.generator.model.ModelDescription;
import dev.digitgan.generator.model.ModelLoader;
import dev.digitgan.generator.model.ModelSlot;
import dev.digitgan.runtime.command.Logging;
import dev.digitgan.store.StoredObject;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings versions into the slot, tells what became of each, and remembers which to try again. For
 * one thread.
 */
public final class VersionLoads {
  private static final Logger log = LoggerFactory.getLogger(VersionLoads.class);

  private final ModelLoader loader;
  private final ModelSlot slot;
  private final Setbacks setbacks;
  private final List<SwapListener> listeners;

  public VersionLoads(
      ModelLoader loader, ModelSlot slot, Setbacks setbacks, List<SwapListener> listeners) {
    this.loader = loader;
    this.slot = slot;
    this.setbacks = setbacks;
    this.listeners = List.copyOf(listeners);
  }

  /** Says that a look at the store found {@code candidates}, and no others to wait for. */
  void found(Collection<Version> candidates) {
    setbacks.keep(candidates);
  }

  /** Says that the store answers again: what failed with it is tried at once. */
  void storeIsBack() {
    setbacks.retry();
  }

  /**
   * Whether it is time to try {@code version}: at first, and as often as what it failed of may have
   * passed.
   */
  boolean due(Version version, VersionSource source) {
    Optional<StoredObject> damaged = setbacks.damaged(version);
    if (damaged.isEmpty()) {
      return setbacks.due(version);
    }
    try {
      if (source.changed(damaged.get())) {
        log.info("version {} is tried again: {} has changed", version, damaged.get().key());
        setbacks.forget(version);
        return true;
      }
    } catch (IOException e) {
      log.debug("whether {} has changed is not known", damaged.get().key(), e);
    }
    setbacks.stillDamaged(version);
    return false;
  }

  /** Whether {@code version} has failed in a way that may pass. */
  boolean awaited(Version version) {
    return setbacks.awaited(version);
  }

  /** Serves {@code version}; false where it cannot be loaded, now or ever. */
  boolean load(Version version, ChannelTable channels) {
    long begin = System.nanoTime();
    Optional<ModelDescription> before = slot.serving();
    try {
      LoadedModel model = loader.load(version);
      Duration loadTime = Duration.ofNanos(System.nanoTime() - begin);
      slot.serve(model, channels);
      setbacks.forget(version);
      log.info(
          "version {} is served, loaded in {} ms (before: {}), {}",
          version,
          loadTime.toMillis(),
          before.map(was -> was.version().toString()).orElse("none"),
          model.description().digest());
      tell(listener -> listener.served(model.description(), loadTime));
      return true;
    } catch (CheckpointException | IOException | RuntimeException e) {
      failed(version, e, setbacks.failed(version, e));
      return false;
    }
  }

  private void failed(Version version, Exception e, boolean news) {
    switch (Setbacks.Kind.of(e)) {
      case INCOMPLETE -> awaited(version, "is not all there yet", e, news);
      case UNREADABLE -> {
        awaited(version, "cannot be read now", e, news);
        tell(SwapListener::storeFailed);
      }
      case FAILING -> {
        if (news) {
          log.error("version {} cannot be loaded now, trying again", version, e);
        }
        tell(listener -> listener.failed(version));
      }
      case WRONG -> {
        if (news) {
          log.warn("version {} is refused, serving goes on: {}", version, Logging.oneLine(e));
          tell(listener -> listener.refused(version));
        }
      }
    }
  }

  private void awaited(Version version, String how, Exception e, boolean news) {
    if (news) {
      log.warn("version {} {}, looking again: {}", version, how, Logging.oneLine(e));
      tell(listener -> listener.awaited(version));
    }
  }

  /** Ends a look: says for how long what may still come has been waited for. */
  void lookEnded() {
    Duration longest = setbacks.longestWait();
    tell(listener -> listener.waiting(longest));
  }

  void tell(Consumer<SwapListener> event) {
    for (SwapListener listener : listeners) {
      try {
        event.accept(listener);
      } catch (RuntimeException e) {
        log.error("a listener failed: {}", listener, e);
      }
    }
  }
}
