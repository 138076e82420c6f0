package dev.digitgan.generator.command;

import ai.djl.Device;
import dev.digitgan.checkpoint.signing.TrustedKeys;
import dev.digitgan.command.MisuseException;
import dev.digitgan.command.PortOptions;
import dev.digitgan.command.PortOptions.Port;
import dev.digitgan.command.ProgramOptions;
import dev.digitgan.generator.sampling.SamplingLimits;
import dev.digitgan.generator.server.CheckpointSettings;
import dev.digitgan.generator.server.GeneratorSettings;
import dev.digitgan.generator.watch.Follow;
import dev.digitgan.network.Precision;
import dev.digitgan.runtime.grpc.GrpcSettings;
import dev.digitgan.runtime.grpc.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** Picocli mixin: which checkpoints the generator serves, and how. */
final class ServeOptions extends ProgramOptions {
  private static final String SHARED = "DIGITGAN";
  private static final String OWN = "DIGITGAN_GENERATOR";
  private static final int HANDLERS_PER_CORE = 2;
  private static final long BYTES_PER_MIB = 1024 * 1024;

  private final OptionSpec follow =
      add(
          option(
              SHARED,
              "--follow",
              "WHAT",
              String.class,
              "latest",
              "latest (the newest that can be loaded), channel:NAME (the version that the channel names, newer or older)"
                  + " or version:N."));
  private final OptionSpec trustedKeys =
      add(
          option(
              SHARED,
              "--trusted-keys",
              "PATH",
              Path.class,
              Option.NULL_VALUE,
              "A PEM file of public keys, or a folder of such files: only versions signed by one of them are served."
                  + " Unset, no signature is required."));
  private final OptionSpec cache =
      add(
          "--cache",
          "DIRECTORY",
          Path.class,
          Option.NULL_VALUE,
          "Keeps a copy of the served version there, and starts from it while the store is down; unset, no copy is"
              + " kept.");
  private final OptionSpec keepLoaded =
      addNumber(
          "--keep-loaded",
          "N",
          "2",
          "Versions in memory: the served one, and those before it for requests that name them.");
  private final OptionSpec poll =
      add("--poll", "TIME", Duration.class, "2s", "Time between two polls for a newer version.");
  private final OptionSpec precision =
      add(
          option(
              SHARED,
              "--precision",
              "TYPE",
              Precision.class,
              "float32",
              "Numbers to compute with: float32, or float64 for equal pixels on more kinds of machine at 2.7 times the"
                  + " work."));
  private final PortOptions ports =
      add(
          new PortOptions(
              OWN,
              new Port(
                  50_051, "Port of GeneratorService, health and reflection; 0 is any free one."),
              new Port(50_061, "Port of health and channelz, in plain text."),
              new Port(8_080, "Port of /metrics, /healthz and a status page."),
              OptionSpec.builder("--ports-file")
                  .paramLabel("FILE")
                  .type(Path.class)
                  .description("Writes the bound ports there, as JSON, once the service listens.")
                  .build()));
  private final OptionSpec workers =
      addNumber("--workers", "N", "0", "Threads that draw; 0 is one a core, or one on a GPU.");
  private final OptionSpec maxImages =
      addNumber("--max-images", "N", "4096", "Most images of one request.");
  private final OptionSpec queueImages =
      addNumber(
          "--queue-images", "N", "32768", "Most images that wait; calls beyond that are refused.");
  private final OptionSpec clientShare =
      add(
          "--client-share",
          "SHARE",
          Double.class,
          "0.5",
          "Part of the queue that one client may fill, from 0 to 1.");
  private final OptionSpec replyMib =
      addNumber(
          "--reply-mib",
          "MIB",
          "128",
          "Most memory of responses that are being made or wait for slow readers, in MiB; calls beyond that are"
              + " refused.");
  private final OptionSpec drainGrace =
      add(
          "--drain-grace",
          "TIME",
          Duration.class,
          "20s",
          "Longest wait for accepted requests after SIGTERM.");

  ServeOptions() {
    super(OWN);
  }

  private OptionSpec addNumber(String name, String label, String defaultValue, String description) {
    return add(name, label, Integer.class, defaultValue, description);
  }

  /** Throws IllegalArgumentException if a value is invalid. */
  CheckpointSettings checkpoints() {
    return new CheckpointSettings(
        Follow.parse(value(follow, String.class)),
        value(keepLoaded, Integer.class),
        value(poll, Duration.class),
        path(trustedKeys).map(ServeOptions::trusted),
        path(cache));
  }

  private static TrustedKeys trusted(Path keys) {
    try {
      return TrustedKeys.read(keys);
    } catch (IOException e) {
      throw new MisuseException("--trusted-keys: cannot read " + keys + ": " + e, e);
    }
  }

  /**
   * Throws IllegalArgumentException if values are inconsistent.
   *
   * @param device to draw on
   */
  GeneratorSettings settings(Device device, CheckpointSettings checkpoints, Transport transport) {
    int cores = Runtime.getRuntime().availableProcessors();
    int threads = value(workers, Integer.class);
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
            threads == 0 ? device.isGpu() ? 1 : cores : threads,
            value(queueImages, Integer.class),
            value(clientShare, Double.class)),
        value(maxImages, Integer.class),
        value(replyMib, Integer.class) * BYTES_PER_MIB,
        checkpoints);
  }

  Precision precision() {
    return value(precision, Precision.class);
  }

  Duration drainGrace() {
    return value(drainGrace, Duration.class);
  }

  Optional<Path> portsFile() {
    return ports.portsFile();
  }
}
