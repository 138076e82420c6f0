package dev.digitgan.generator.model;

/** What a version goes through before it is served, in this order. */
public enum LoadPhase {
  /** Read from the store, every digest and the whole header verified. */
  READ,
  /** Copied to the memory of the engine's device. */
  LOAD,
  /** Has drawn what its publisher recorded. */
  GOLDEN,
  /** Compared across tile sizes, each of them drawn and so warmed up. */
  CALIBRATE
}
