package dev.digitgan.command;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;

/** Picocli mixin: where a service listens, and where it writes its ports. */
public final class PortOptions extends ProgramOptions {
  private static final int MAX_PORT = 65_535;

  private final OptionSpec bind;
  private final OptionSpec grpcPort;
  private final OptionSpec adminPort;
  private final OptionSpec httpPort;
  private final OptionSpec portsFile;

  /** An option for one port. */
  public record Port(int defaultPort, String description) {}

  /**
   * @param variables what the names of the variables begin with: "DIGITGAN_GENERATOR"
   * @param portsFile the option that names the file of the ports
   */
  public PortOptions(String variables, Port grpc, Port admin, Port http, OptionSpec portsFile) {
    super(variables);
    this.bind =
        add("--bind", "ADDRESS", String.class, "*", "Address to listen on; * is every interface.");
    this.grpcPort = addPort("--grpc-port", grpc);
    this.adminPort = addPort("--admin-port", admin);
    this.httpPort = addPort("--http-port", http);
    this.portsFile = add(portsFile);
  }

  private OptionSpec addPort(String name, Port port) {
    return add(
        name, "PORT", Integer.class, Integer.toString(port.defaultPort()), port.description());
  }

  /** Throws {@link MisuseException} for a port out of range, as the methods for each port do. */
  public void require() {
    port(grpcPort);
    port(adminPort);
    port(httpPort);
  }

  /** Returns a host name or address; "*" is every interface. */
  public String bind() {
    return value(bind, String.class);
  }

  /** Returns the port of the service itself. */
  public int grpcPort() {
    return port(grpcPort);
  }

  /** Returns the port of health and channelz. */
  public int adminPort() {
    return port(adminPort);
  }

  /** Returns the port of metrics and status. */
  public int httpPort() {
    return port(httpPort);
  }

  /** Returns the file for the ports that were bound, if one is named. */
  public Optional<Path> portsFile() {
    return path(portsFile);
  }

  private static int port(OptionSpec option) {
    int port = value(option, Integer.class);
    if (port < 0 || port > MAX_PORT) {
      throw new MisuseException(
          option.longestName() + ": " + port + " is not from 0 to " + MAX_PORT);
    }
    return port;
  }
}
