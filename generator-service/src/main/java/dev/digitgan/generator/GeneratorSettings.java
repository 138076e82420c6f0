package dev.digitgan.generator;

import dev.digitgan.generator.sampling.SamplingLimits;
import dev.digitgan.runtime.grpc.GrpcSettings;
import java.time.Duration;

/**
 * What a person can set about a generator.
 *
 * @param httpPort 0 = any free port; bound to the address of {@code grpc}
 * @param sampling what the engine takes on
 * @param maxImages largest n of a request
 * @param keptModelCount models that stay loaded, the served one included
 * @param pollPeriod between two looks at the store
 */
public record GeneratorSettings(
    GrpcSettings grpc,
    int httpPort,
    SamplingLimits sampling,
    int maxImages,
    int keptModelCount,
    Duration pollPeriod) {
  /** The longest time between two looks at a store that fails. */
  private static final Duration LONGEST_PERIOD = Duration.ofSeconds(30);

  public GeneratorSettings {
    if (maxImages < 1 || maxImages > sampling.queuedImageCount()) {
      throw new IllegalArgumentException(
          "a request for %d images never fits in a queue of %d"
              .formatted(maxImages, sampling.queuedImageCount()));
    }
    if (keptModelCount < 1) {
      throw new IllegalArgumentException("at least one model is kept, not " + keptModelCount);
    }
    if (pollPeriod.isZero() || pollPeriod.isNegative()) {
      throw new IllegalArgumentException("polls every " + pollPeriod);
    }
  }

  Duration longestPollPeriod() {
    return pollPeriod.compareTo(LONGEST_PERIOD) > 0 ? pollPeriod : LONGEST_PERIOD;
  }
}
