package dev.digitgan.generator.watch;

import dev.digitgan.checkpoint.Version;
import dev.digitgan.generator.model.ModelDescription;
import java.time.Duration;

/** Told by the watcher's thread; what a listener throws is logged and changes nothing. */
public interface SwapListener {
  /** {@code model} answers requests without a version from now on. */
  default void served(ModelDescription model, Duration loadTime) {}

  /** {@code version} can never be loaded; told once for each version. */
  default void refused(Version version) {}

  /** {@code version} could not be loaded now; it is tried again. */
  default void failed(Version version) {}

  /** The store could not be asked, or not read. */
  default void storeFailed() {}

  /** The store was asked and answered; told after each look. */
  default void storeAnswered() {}
}
