package dev.digitgan.generator.sampling;

import java.time.Duration;

/** Told by the workers, in the middle of their work: must be quick and must not throw. */
public interface SamplingListener {
  /** A call waited {@code wait} for its first tile. */
  void began(Duration wait);

  /** A tile of {@code size} rows, {@code rows} of them asked for, took the engine {@code time}. */
  void drew(int rows, int size, Duration time);
}
