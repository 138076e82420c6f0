package dev.digitgan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.digitgan.command.CommandSetup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** No command takes a value in which a shell or a file of variables has left a mistake. */
final class GivenValuesTest {
  @ParameterizedTest
  @ValueSource(strings = {"x\r", "\nx", "x\u001B[2J", "~/x", "x "})
  void everyOptionOfEveryCommandRefusesIt(String value) {
    List<CommandLine> commands = new ArrayList<>();
    collect(DigitganMain.commandLine(), commands);
    int options = 0;
    for (CommandLine command : commands) {
      for (OptionSpec option : command.getCommandSpec().options()) {
        if (option.arity().max() > 0) {
          options++;
          assertThatThrownBy(() -> command.parseArgs(option.longestName(), value))
              .as("%s %s", command.getCommandName(), option.longestName())
              .isInstanceOfSatisfying(
                  ParameterException.class, e -> assertThat(e.getArgSpec()).isEqualTo(option));
        }
      }
    }
    assertThat(options).isGreaterThan(50);
  }

  private static void collect(CommandLine command, List<CommandLine> all) {
    all.add(command);
    command.getSubcommands().values().forEach(sub -> collect(sub, all));
  }

  @Test
  void theVariableIsNamed() {
    CommandLine list = subcommand(subcommand(DigitganMain.commandLine(), "models"), "list");
    ParameterException refused =
        catchThrowableOfType(ParameterException.class, () -> list.parseArgs("--store=/x\r"));

    assertThat(refused)
        .hasMessage(
            "Invalid value for option '--store': '/x\\r' holds the control character \\r:"
                + " remove it");
    assertThat(CommandSetup.remark(refused, Map.of("DIGITGAN_STORE", "/x\r")))
        .isEqualTo(" (from DIGITGAN_STORE)");
  }

  private static CommandLine subcommand(CommandLine command, String name) {
    return Objects.requireNonNull(command.getSubcommands().get(name), name);
  }

  @Test
  void itIsMisuse() {
    Run run = Run.of("datasets", "push", "mnist", "~/mnist", "--store", "s3://b/p");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .startsWith(
            "error: Invalid value for positional parameter at index 1 (DIRECTORY): '~/mnist' begins"
                + " with ~, which a shell expands only at the beginning of a word without quotes");
  }
}
