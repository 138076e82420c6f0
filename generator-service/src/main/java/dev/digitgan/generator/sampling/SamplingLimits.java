package dev.digitgan.generator.sampling;

import dev.digitgan.generator.sampling.Admission.Speed;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The limits of the engine's work.
 *
 * @param workerCount threads that draw, each one tile at a time
 * @param queuedImageCount images that may wait; a call that would exceed it is refused
 * @param clientShare part of the queue, from 0 to 1, that one client's calls may fill; a single
 *     call may exceed it
 */
public record SamplingLimits(int workerCount, int queuedImageCount, double clientShare) {
  public SamplingLimits {
    if (workerCount < 1 || queuedImageCount < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "limits must be positive: %d workers, %d queued images",
              workerCount,
              queuedImageCount));
    }
    if (!(clientShare > 0 && clientShare <= 1)) {
      throw new IllegalArgumentException(
          "a client's share of the queue is " + clientShare + ", not above 0 and at most 1");
    }
  }

  /** Returns the rate of all workers, if the speed of one is known. */
  OptionalDouble imagesPerSecond(Optional<Speed> ofOne) {
    return ofOne.stream().mapToDouble(speed -> speed.imagesPerSecond() * workerCount).findFirst();
  }
}
