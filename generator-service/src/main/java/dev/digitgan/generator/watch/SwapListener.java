package dev.digitgan.generator.watch;

import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.generator.model.ModelDescription;
import java.time.Duration;

/** Told by the watcher's thread; what a listener throws is logged and changes nothing. */
public interface SwapListener {
  /** {@code model} answers requests without a version from now on. */
  default void served(ModelDescription model, Duration loadTime) {}

  /** {@code version} is not what it has to be; told again only where it was written again. */
  default void refused(Version version) {}

  /** {@code version} could not be loaded now; it is tried again. */
  default void failed(Version version) {}

  /**
   * Not all of {@code version} is there, or could be read; it is tried again. Told when that
   * begins.
   */
  default void awaited(Version version) {}

  /** After each look: {@code longest} is how long what may still come has been waited for. */
  default void waiting(Duration longest) {}

  /** The store could not be asked, or not read. */
  default void storeFailed() {}

  /** The store was asked and answered; told after each look. */
  default void storeAnswered() {}
}
