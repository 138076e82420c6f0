package dev.digitgan.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/**
 * Picocli mixin: where a service listens, and where it writes the ports that it got. The options
 * are made here, not by annotations, because each service has variables and words of its own.
 */
@Command
public final class PortOptions {
  private static final String BIND = "Address to listen on; * is every interface.";
  private static final int MAX_PORT = 65_535;

  private final OptionSpec bind;
  private final OptionSpec grpcPort;
  private final OptionSpec adminPort;
  private final OptionSpec httpPort;
  private final OptionSpec portsFile;

  /**
   * One port.
   *
   * @param usual the one that is taken unless another is given
   */
  public record Port(int usual, String description) {}

  /**
   * Options of one service.
   *
   * @param options makes them
   * @param portsFile the option of the file of ports
   */
  public PortOptions(
      ProgramOptions options, Port grpc, Port admin, Port http, OptionSpec portsFile) {
    this.bind = options.option("--bind", "ADDRESS", String.class, "*", BIND);
    this.grpcPort = port(options, "--grpc-port", grpc);
    this.adminPort = port(options, "--admin-port", admin);
    this.httpPort = port(options, "--http-port", http);
    this.portsFile = portsFile;
  }

  private static OptionSpec port(ProgramOptions options, String name, Port port) {
    return options.option(
        name, "PORT", Integer.class, Integer.toString(port.usual()), port.description());
  }

  @Spec(Spec.Target.MIXEE)
  void addTo(CommandSpec command) {
    List.of(bind, grpcPort, adminPort, httpPort, portsFile).forEach(command::addOption);
  }

  /** Throws {@link MisuseException} if one of the ports cannot be one. */
  public void require() {
    port(grpcPort);
    port(adminPort);
    port(httpPort);
  }

  /** A host name or address; "*" is every interface. */
  public String bind() {
    return value(bind, String.class);
  }

  /** The port of the service itself; {@link MisuseException} for an impossible port. */
  public int grpcPort() {
    return port(grpcPort);
  }

  /** The port of health and channelz; {@link MisuseException} for an impossible port. */
  public int adminPort() {
    return port(adminPort);
  }

  /** The port of metrics and status; {@link MisuseException} for an impossible port. */
  public int httpPort() {
    return port(httpPort);
  }

  /** Where the ports really bound are written; empty: nowhere. */
  public Optional<Path> portsFile() {
    @Nullable Path file = portsFile.getValue();
    return Optional.ofNullable(file);
  }

  private static int port(OptionSpec option) {
    int port = value(option, Integer.class);
    if (port < 0 || port > MAX_PORT) {
      throw new MisuseException(
          option.longestName() + ": " + port + " is not from 0 to " + MAX_PORT);
    }
    return port;
  }

  private static <T> T value(OptionSpec option, Class<T> type) {
    return type.cast(Objects.requireNonNull(option.getValue(), option.longestName()));
  }
}
