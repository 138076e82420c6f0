package dev.digitgan.generator.watch;

import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.generator.model.ModelDescription;
import java.time.Duration;

/** Observes the watcher, on its thread. What a listener throws is logged and ignored. */
public interface SwapListener {
  /** {@code model} answers requests without a version from now on. */
  default void served(ModelDescription model, Duration loadTime) {}

  /** {@code version} is invalid; called again only if it was rewritten. */
  default void refused(Version version) {}

  /** {@code version} could not be loaded now and is tried again. */
  default void failed(Version version) {}

  /** Not all of {@code version} exists or can be read, as of now; it is tried again. */
  default void awaited(Version version) {}

  /** A poll has ended; the longest-awaited version has been awaited for {@code longest}. */
  default void waiting(Duration longest) {}

  /** The store could not be reached or read. */
  default void storeFailed() {}

  /** The store answered a poll. */
  default void storeAnswered() {}
}
