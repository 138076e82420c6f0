package dev.digitgan.generator.bench;

import java.util.List;

/** What a server spends its time on, told by the frames of a stack. */
enum Part {
  ENGINE("engine: forward pass"),
  LATENTS("latents"),
  PIXELS("pixel conversion"),
  ENGINE_FRAME("engine: tensors in and out"),
  SCHEDULING("queue and passes"),
  ANSWER("building answers"),
  GRPC("gRPC and netty"),
  METRICS("metrics"),
  LOADING("loading versions"),
  JVM("JVM: compiler, collector"),
  OTHER("other");

  /** Packages by the part that their own time belongs to. */
  private record Rule(String prefix, Part part) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule("ai.djl.", ENGINE_FRAME),
          new Rule("dev.digitgan.network.", ENGINE_FRAME),
          new Rule("com.google.protobuf.", ANSWER),
          new Rule("dev.digitgan.generator.v1.", ANSWER),
          new Rule("dev.digitgan.generator.grpc.", ANSWER),
          new Rule("dev.digitgan.image.", ANSWER),
          new Rule("io.micrometer.", METRICS),
          new Rule("io.prometheus.", METRICS),
          new Rule("dev.digitgan.generator.metrics.", METRICS),
          new Rule("io.grpc.", GRPC),
          new Rule("io.netty.", GRPC),
          new Rule("dev.digitgan.runtime.grpc.", GRPC),
          new Rule("dev.digitgan.generator.watch.", LOADING),
          new Rule("dev.digitgan.checkpoint.", LOADING),
          new Rule("dev.digitgan.store.", LOADING),
          new Rule("dev.digitgan.generator.sampling.", SCHEDULING),
          new Rule("dev.digitgan.generator.model.", SCHEDULING));

  private final String label;

  Part(String label) {
    this.label = label;
  }

  /**
   * The part that a sample belongs to.
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
    if (frames.stream().anyMatch(Part::makesLatents)) {
      return LATENTS;
    }
    if (frames.contains("dev.digitgan.network.Network.forward")) {
      return ENGINE;
    }
    for (String frame : frames) {
      for (Rule rule : RULES) {
        if (frame.startsWith(rule.prefix)) {
          return rule.part;
        }
      }
    }
    return OTHER;
  }

  private static boolean makesPixels(String frame) {
    if (frame.startsWith("dev.digitgan.network.PixelConversion.")) {
      return true;
    }
    int dot = frame.lastIndexOf('.');
    return frame.startsWith("dev.digitgan.")
        && !frame.startsWith("dev.digitgan.generator.v1.")
        && !frame.startsWith("dev.digitgan.generator.grpc.")
        && frame.substring(dot + 1).startsWith("pixel");
  }

  private static boolean makesLatents(String frame) {
    return frame.startsWith("dev.digitgan.latent.") || frame.startsWith("dev.digitgan.random.");
  }

  @Override
  public String toString() {
    return label;
  }
}
