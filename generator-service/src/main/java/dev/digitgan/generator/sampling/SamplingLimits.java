package dev.digitgan.generator.sampling;

/**
 * How much the engine takes on.
 *
 * @param workerCount threads that draw, each on one tile at a time
 * @param queuedImageCount images that may wait; a call that would go past it is refused
 */
public record SamplingLimits(int workerCount, int queuedImageCount) {
  public SamplingLimits {
    if (workerCount < 1 || queuedImageCount < 1) {
      throw new IllegalArgumentException(
          "limits must be positive: %d workers, %d queued images"
              .formatted(workerCount, queuedImageCount));
    }
  }
}
