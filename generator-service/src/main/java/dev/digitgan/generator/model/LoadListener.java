package dev.digitgan.generator.model;

import java.time.Duration;

/** Told on the loading thread; what a listener throws is logged and changes nothing. */
@FunctionalInterface
public interface LoadListener {
  /** A version got through {@code phase}; told also if a later one then fails. */
  void passed(Phase phase, Duration time);

  /** What a version goes through before it is served, in this order. */
  public enum Phase {
    /** Read from the store, every digest and the whole header verified. */
    READ,
    /** Copied to the memory of the engine's device. */
    LOAD,
    /** Has drawn what its publisher recorded. */
    GOLDEN,
    /** Compared across tile sizes, each of them drawn and so warmed up. */
    CALIBRATE
  }
}
