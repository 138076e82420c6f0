package dev.digitgan.generator.server;

import dev.digitgan.generator.sampling.SamplingLimits;
import dev.digitgan.runtime.grpc.GrpcSettings;
import java.util.Locale;

/**
 * A generator's settings.
 *
 * @param httpPort bound to the address of {@code grpc}; 0: any free port
 * @param maxImages largest n of a request
 * @param replyMemoryBytes limit of responses that are being made or wait for their readers
 */
public record GeneratorSettings(
    GrpcSettings grpc,
    int httpPort,
    SamplingLimits sampling,
    int maxImages,
    long replyMemoryBytes,
    CheckpointSettings checkpoints) {

  public GeneratorSettings {
    if (maxImages < 1 || maxImages > sampling.queuedImageCount()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a request for %d images never fits in a queue of %d",
              maxImages,
              sampling.queuedImageCount()));
    }
    if (replyMemoryBytes < 1) {
      throw new IllegalArgumentException("no memory for answers: " + replyMemoryBytes + " bytes");
    }
  }
}
