package dev.digitgan.generator.watch;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.generator.model.LoadedModel;
import dev.digitgan.generator.model.ModelDescription;
import dev.digitgan.generator.model.ModelSlot;
import dev.digitgan.runtime.command.Logging;
import dev.digitgan.store.StoredObject;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads versions into the slot, reports the outcome of each, and remembers which to try again. For
 * one thread.
 */
public final class VersionLoads {
  private static final Logger log = LoggerFactory.getLogger(VersionLoads.class);

  private final LoadedModel.Loader loader;
  private final ModelSlot slot;
  private final Setbacks setbacks;
  private final List<SwapListener> listeners;

  public VersionLoads(
      LoadedModel.Loader loader, ModelSlot slot, Setbacks setbacks, List<SwapListener> listeners) {
    this.loader = loader;
    this.slot = slot;
    this.setbacks = setbacks;
    this.listeners = List.copyOf(listeners);
  }

  /** Stops waiting for versions other than {@code candidates}, which a poll found. */
  void found(Collection<Version> candidates) {
    setbacks.keep(candidates);
  }

  /** Makes failed versions due at once, because the store answers again. */
  void storeIsBack() {
    setbacks.retry();
  }

  /**
   * Returns whether to try {@code version} now: it never failed, or its failure may have passed.
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
      log.debug("cannot tell whether {} has changed", damaged.get().key(), e);
    }
    setbacks.stillDamaged(version);
    return false;
  }

  boolean awaited(Version version) {
    return setbacks.awaited(version);
  }

  /** Loads and serves {@code version}; returns false if it cannot be loaded. */
  boolean load(Version version, Map<String, Version> channels) {
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
      case INCOMPLETE -> awaited(version, "is incomplete", e, news);
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
          log.warn(
              "version {} is refused, the served model stays: {}", version, Logging.oneLine(e));
          tell(listener -> listener.refused(version));
        }
      }
    }
  }

  private void awaited(Version version, String how, Exception e, boolean news) {
    if (news) {
      log.warn("version {} {}, trying again: {}", version, how, Logging.oneLine(e));
      tell(listener -> listener.awaited(version));
    }
  }

  /** Ends a poll: reports how long the longest-awaited version has been awaited. */
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
