package dev.digitgan.generator.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a server spends its time on, by the frames of a stack. */
@SuppressWarnings("ImmutableEnumChecker") // List.of makes immutable lists.
enum Part {
  ENGINE("engine: forward pass"),
  LATENTS("latents", "dev.digitgan.latent.", "dev.digitgan.random."),
  PIXELS("pixel conversion"),
  ENGINE_FRAME("engine: tensors in and out", "ai.djl.", "dev.digitgan.network."),
  SCHEDULING(
      "queue and passes", "dev.digitgan.generator.sampling.", "dev.digitgan.generator.model."),
  ANSWER(
      "building answers",
      "com.google.protobuf.",
      "dev.digitgan.generator.v1.",
      "dev.digitgan.generator.grpc.",
      "dev.digitgan.image."),
  GRPC("gRPC and netty", "io.grpc.", "io.netty.", "dev.digitgan.runtime.grpc."),
  METRICS("metrics", "io.micrometer.", "io.prometheus.", "dev.digitgan.generator.metrics."),
  LOADING(
      "loading versions",
      "dev.digitgan.generator.watch.",
      "dev.digitgan.checkpoint.",
      "dev.digitgan.store."),
  JVM("JVM: compiler, collector"),
  OTHER("other");

  private final String label;

  /** Prefixes of the frames whose own time belongs to the part. */
  private final List<String> prefixes;

  Part(String label, String... prefixes) {
    this.label = label;
    this.prefixes = List.of(prefixes);
  }

  /**
   * Returns the part that a sample belongs to.
   *
   * @param frames "class.method" of each, the innermost first
   */
  static Part of(List<String> frames) {
    if (frames.stream().anyMatch(frame -> frame.startsWith("dev.digitgan.generator.watch."))) {
      return LOADING;
    }
    if (frames.stream().anyMatch(Part::makesPixels)) {
      return PIXELS;
    }
    if (frames.stream().anyMatch(LATENTS::owns)) {
      return LATENTS;
    }
    if (frames.contains("dev.digitgan.network.Network.forward")) {
      return ENGINE;
    }
    return frames.stream().flatMap(frame -> owner(frame).stream()).findFirst().orElse(OTHER);
  }

  private static Optional<Part> owner(String frame) {
    return Arrays.stream(values()).filter(part -> part.owns(frame)).findFirst();
  }

  private boolean owns(String frame) {
    return prefixes.stream().anyMatch(frame::startsWith);
  }

  private static boolean makesPixels(String frame) {
    return frame.startsWith("dev.digitgan.network.PixelConversion.")
        || (frame.startsWith("dev.digitgan.")
            && !frame.startsWith("dev.digitgan.generator.v1.")
            && !frame.startsWith("dev.digitgan.generator.grpc.")
            && frame.substring(frame.lastIndexOf('.') + 1).startsWith("pixel"));
  }

  @Override
  public String toString() {
    return label;
  }
}
