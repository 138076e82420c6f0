package dev.digitgan.trainer.command.train;

import dev.digitgan.command.PortOptions;
import dev.digitgan.command.PortOptions.Port;
import dev.digitgan.command.ProgramOptions;
import dev.digitgan.runtime.grpc.TransportOptions;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Picocli mixin: where the trainer listens. */
final class EndpointOptions {
  private static final String VARIABLES = "DIGITGAN_TRAINER";

  @Mixin
  final PortOptions ports =
      new PortOptions(
          VARIABLES,
          new Port(50_052, "TrainingService, health and reflection; 0 = any free port."),
          new Port(50_062, "Health and channelz in plain text; 0 = any free port."),
          new Port(8_081, "/metrics, /healthz and /; 0 = any free port."),
          ProgramOptions.option(
              VARIABLES,
              "--ports-file",
              "FILE",
              Path.class,
              Option.NULL_VALUE,
              "Writes the ports really bound there, one line of JSON."));

  @Mixin final TransportOptions transport = new TransportOptions(VARIABLES);
}
