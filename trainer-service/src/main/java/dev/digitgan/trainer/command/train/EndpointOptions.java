package dev.digitgan.trainer.command.train;

import dev.digitgan.command.MisuseException;
import dev.digitgan.runtime.grpc.TransportOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Picocli mixin: where the trainer listens. */
final class EndpointOptions {
  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = "${env:DIGITGAN_TRAINER_BIND:-*}",
      description = {
        "Address to listen on; * is every interface.",
        "DIGITGAN_TRAINER_BIND; now ${DEFAULT-VALUE}."
      })
  String bind = "";

  @Option(
      names = "--grpc-port",
      paramLabel = "PORT",
      defaultValue = "${env:DIGITGAN_TRAINER_GRPC_PORT:-50052}",
      description = {
        "TrainingService, health and reflection; 0 = any free port.",
        "DIGITGAN_TRAINER_GRPC_PORT; now ${DEFAULT-VALUE}."
      })
  int grpcPort;

  @Option(
      names = "--admin-port",
      paramLabel = "PORT",
      defaultValue = "${env:DIGITGAN_TRAINER_ADMIN_PORT:-50062}",
      description = {
        "Health and channelz in plain text; 0 = any free port.",
        "DIGITGAN_TRAINER_ADMIN_PORT; now ${DEFAULT-VALUE}."
      })
  int adminPort;

  @Option(
      names = "--http-port",
      paramLabel = "PORT",
      defaultValue = "${env:DIGITGAN_TRAINER_HTTP_PORT:-8081}",
      description = {
        "/metrics, /healthz and /; 0 = any free port.",
        "DIGITGAN_TRAINER_HTTP_PORT; now ${DEFAULT-VALUE}."
      })
  int httpPort;

  @Option(
      names = "--ports-file",
      paramLabel = "FILE",
      defaultValue = "${env:DIGITGAN_TRAINER_PORTS_FILE:-" + Option.NULL_VALUE + "}",
      description = {
        "Writes the ports really bound there, one line of JSON.",
        "DIGITGAN_TRAINER_PORTS_FILE."
      })
  @Nullable Path portsFile;

  @Mixin final TransportOptions transport = new TransportOptions("DIGITGAN_TRAINER");

  /** {@link MisuseException} for a port that there cannot be. */
  void requirePorts() {
    requirePort("--grpc-port", grpcPort);
    requirePort("--admin-port", adminPort);
    requirePort("--http-port", httpPort);
  }

  private static void requirePort(String option, int port) {
    if (port < 0 || port > 65_535) {
      throw new MisuseException(option + ": " + port + " is not from 0 to 65535");
    }
  }
}
