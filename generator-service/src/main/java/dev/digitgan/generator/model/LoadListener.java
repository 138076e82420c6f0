package dev.digitgan.generator.model;

import java.time.Duration;

/** Told on the loading thread; what a listener throws is logged and changes nothing. */
@FunctionalInterface
public interface LoadListener {
  /** A version got through {@code phase}; told also if a later one then fails. */
  void passed(LoadPhase phase, Duration time);
}
