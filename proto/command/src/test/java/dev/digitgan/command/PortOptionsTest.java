package dev.digitgan.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.command.PortOptions.Port;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

class PortOptionsTest {
  private static final String VARIABLES = "DIGITGAN_PORT_OPTIONS_TEST";

  private final Service service = new Service();
  private final CommandLine line = new CommandLine(service);

  @Command
  private static final class Service {
    @Mixin
    private final PortOptions ports =
        new PortOptions(
            VARIABLES,
            new Port(1, "One."),
            new Port(2, "Two."),
            new Port(3, "Three."),
            ProgramOptions.option(
                VARIABLES, "--ports-file", "FILE", Path.class, Option.NULL_VALUE, "A file."));
  }

  @Test
  void portsAreTheUsualOnesUnlessOthersAreGiven() {
    line.parseArgs();
    service.ports.require();
    assertThat(service.ports.bind()).isEqualTo("*");
    assertThat(service.ports.grpcPort()).isEqualTo(1);
    assertThat(service.ports.adminPort()).isEqualTo(2);
    assertThat(service.ports.httpPort()).isEqualTo(3);
    assertThat(service.ports.portsFile()).isEmpty();

    line.parseArgs("--bind=::1", "--grpc-port=0", "--http-port=65535", "--ports-file=x");
    service.ports.require();
    assertThat(service.ports.bind()).isEqualTo("::1");
    assertThat(service.ports.grpcPort()).isZero();
    assertThat(service.ports.httpPort()).isEqualTo(65_535);
    assertThat(service.ports.portsFile()).contains(Path.of("x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--grpc-port", "--admin-port", "--http-port"})
  void aPortThatThereCannotBeIsMisuse(String option) {
    line.parseArgs(option + "=65536");
    assertThatThrownBy(service.ports::require)
        .isInstanceOf(MisuseException.class)
        .hasMessage(option + ": 65536 is not from 0 to 65535");
  }

  @Test
  void variablesAreTheProgramsOwn() {
    assertThat(line.getUsageMessage())
        .contains("One.", "DIGITGAN_PORT_OPTIONS_TEST_GRPC_PORT; now 1.")
        .contains("A file.", "DIGITGAN_PORT_OPTIONS_TEST_PORTS_FILE.");
  }
}
