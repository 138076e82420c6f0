package dev.digitgan.generator.command;

import ai.djl.Device;
import dev.digitgan.command.PortOptions;
import dev.digitgan.command.PortOptions.Port;
import dev.digitgan.generator.sampling.SamplingLimits;
import dev.digitgan.generator.server.CheckpointSettings;
import dev.digitgan.generator.server.GeneratorSettings;
import dev.digitgan.network.Precision;
import dev.digitgan.runtime.grpc.GrpcSettings;
import dev.digitgan.runtime.grpc.Transport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** Picocli mixin: how the generator serves. */
final class ServeOptions {
  private static final int HANDLERS_PER_CORE = 2;
  private static final long BYTES_PER_MIB = 1024 * 1024;

  @Option(
      names = "--precision",
      paramLabel = "TYPE",
      defaultValue = "${env:DIGITGAN_PRECISION:-float32}",
      description = {
        "Numbers to compute with: float32, or float64 for equal pixels on more kinds of machine at"
            + " 2.7 times the work.",
        "DIGITGAN_PRECISION; now ${DEFAULT-VALUE}."
      })
  private Precision precision = Precision.FLOAT32;

  @Mixin
  private final PortOptions ports =
      new PortOptions(
          "DIGITGAN_GENERATOR",
          new Port(50_051, "Port of GeneratorService, health and reflection; 0 is any free one."),
          new Port(50_061, "Port of health and channelz, in plain text."),
          new Port(8_080, "Port of /metrics, /healthz and a status page."),
          OptionSpec.builder("--ports-file")
              .paramLabel("FILE")
              .type(Path.class)
              .description("Write the ports really bound there, as JSON, once they are.")
              .build());

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "${env:DIGITGAN_GENERATOR_WORKERS:-0}",
      description = {
        "Threads that draw; 0 is one a core, or one on a GPU.",
        "DIGITGAN_GENERATOR_WORKERS; now ${DEFAULT-VALUE}."
      })
  private int workers;

  @Option(
      names = "--max-images",
      paramLabel = "N",
      defaultValue = "${env:DIGITGAN_GENERATOR_MAX_IMAGES:-4096}",
      description = {
        "Most images of one request.",
        "DIGITGAN_GENERATOR_MAX_IMAGES; now ${DEFAULT-VALUE}."
      })
  private int maxImages;

  @Option(
      names = "--queue-images",
      paramLabel = "N",
      defaultValue = "${env:DIGITGAN_GENERATOR_QUEUE_IMAGES:-32768}",
      description = {
        "Most images that wait; calls past it are refused.",
        "DIGITGAN_GENERATOR_QUEUE_IMAGES; now ${DEFAULT-VALUE}."
      })
  private int queueImages;

  @Option(
      names = "--client-share",
      paramLabel = "SHARE",
      defaultValue = "${env:DIGITGAN_GENERATOR_CLIENT_SHARE:-0.5}",
      description = {
        "Part of the queue that one client may fill, from 0 to 1.",
        "DIGITGAN_GENERATOR_CLIENT_SHARE; now ${DEFAULT-VALUE}."
      })
  private double clientShare;

  @Option(
      names = "--reply-mib",
      paramLabel = "MIB",
      defaultValue = "${env:DIGITGAN_GENERATOR_REPLY_MIB:-128}",
      description = {
        "Most memory of answers that are being made or wait for slow readers, in MiB; calls past it"
            + " are refused.",
        "DIGITGAN_GENERATOR_REPLY_MIB; now ${DEFAULT-VALUE}."
      })
  private int replyMib;

  @Option(
      names = "--drain-grace",
      paramLabel = "TIME",
      defaultValue = "${env:DIGITGAN_GENERATOR_DRAIN_GRACE:-20s}",
      description = {
        "Longest wait for accepted requests after SIGTERM.",
        "DIGITGAN_GENERATOR_DRAIN_GRACE; now ${DEFAULT-VALUE}."
      })
  private Duration drainGrace = Duration.ZERO;

  /**
   * IllegalArgumentException where values do not go together.
   *
   * @param device to draw on
   */
  GeneratorSettings settings(Device device, CheckpointSettings checkpoints, Transport transport) {
    int cores = Runtime.getRuntime().availableProcessors();
    return new GeneratorSettings(
        new GrpcSettings(
            ports.bind(),
            ports.grpcPort(),
            ports.adminPort(),
            GrpcSettings.SMALL_REQUEST_BYTES,
            HANDLERS_PER_CORE * cores,
            transport),
        ports.httpPort(),
        new SamplingLimits(
            workers == 0 ? device.isGpu() ? 1 : cores : workers, queueImages, clientShare),
        maxImages,
        replyMib * BYTES_PER_MIB,
        checkpoints);
  }

  Precision precision() {
    return precision;
  }

  Duration drainGrace() {
    return drainGrace;
  }

  Optional<Path> portsFile() {
    return ports.portsFile();
  }
}
