package dev.digitgan.runtime.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.digitgan.command.CommandSetup;
import dev.digitgan.command.StoreOptions;
import dev.digitgan.command.UserErrorException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Tag("locale")
class CommandLinesTest {
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private final PrintStream terminal = System.err;

  @BeforeEach
  void captureErrors() {
    System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void releaseErrors() {
    System.setErr(terminal);
  }

  @Test
  void aUserErrorIsOneLineAndAFailedStatus() {
    assertThat(CommandLines.execute(new Fake(), "--count=0")).isEqualTo(1);
    assertThat(errors.toString(StandardCharsets.UTF_8)).isEqualTo("error: no images there\n");
  }

  @Test
  void anUnknownOptionIsNamedAndHelpIsPointedAt() {
    assertThat(CommandLines.execute(new Fake(), "--cuont=1")).isEqualTo(2);
    assertThat(errors.toString(StandardCharsets.UTF_8))
        .startsWith("error: Unknown option: '--cuont=1'")
        .endsWith("Try \"fake --help\".\n");
  }

  @Test
  void aMalformedValueIsNamed() {
    assertThat(CommandLines.execute(new Fake(), "--count=x")).isEqualTo(2);
    assertThat(errors.toString(StandardCharsets.UTF_8)).contains("--count", "'x'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "--store|/x%0D|'/x\\r' holds the control character \\r: remove it",
        "--file|/x%0D|'/x\\r' holds the control character \\r: remove it",
        "--model|digits%20|'digits ' begins or ends with white space: remove it",
        "--store|~/x|'~/x' begins with ~, which a shell expands only at the beginning",
        "--file|~/x|'~/x' begins with ~, which a shell expands only at the beginning",
      })
  void aMistakeOfTheShellIsNotUnderstood(String option, String value, String message) {
    String given = option + "=" + URLDecoder.decode(value, StandardCharsets.UTF_8);
    assertThat(CommandLines.execute(new Fake(), given)).isEqualTo(2);
    assertThat(errors.toString(StandardCharsets.UTF_8))
        .startsWith("error: Invalid value for option '" + option + "'")
        .contains(message);
  }

  @Test
  void theVariableOfARefusedValueIsNamedAndWhatCannotBeSeenInIt() {
    CommandLine line = CommandSetup.checked(new CommandLine(new Fake()));
    Map<String, String> environment = Map.of("DIGITGAN_STORE", "/x\r", "DIGITGAN_FAKE", "3\r");

    assertThat(remark(line, environment, "--store=/x\r")).isEqualTo(" (from DIGITGAN_STORE)");
    assertThat(remark(line, Map.of(), "--store=/x\r")).isEmpty();
    assertThat(remark(line, environment, "--count=3\r"))
        .isEqualTo(" (from DIGITGAN_FAKE); it holds the control character \\r: remove it");
    assertThat(remark(line, environment, "--unknown")).isEmpty();
  }

  private static String remark(CommandLine line, Map<String, String> environment, String argument) {
    ParameterException refused =
        catchThrowableOfType(ParameterException.class, () -> line.parseArgs(argument));
    return CommandSetup.remark(refused, environment);
  }

  @Test
  void anEmptyStoreIsMisuse() {
    assertThat(CommandLines.execute(new Fake(), "--store=")).isEqualTo(2);
    assertThat(errors.toString(StandardCharsets.UTF_8)).isEqualTo("error: --store is empty\n");
  }

  @ParameterizedTest
  @CsvSource({
    "500ms,500",
    "2s,2000",
    "1.5m,90000",
    "1h,3600000",
    "1d,86400000",
    "PT2S,2000",
    "0s,0"
  })
  void durationsAreWrittenAsPeopleWriteThem(String text, long millis) {
    Fake fake = new Fake();
    assertThat(CommandLines.execute(fake, "--wait=" + text)).isZero();
    assertThat(fake.wait).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "-1s", "s", "2w", "P2Y"})
  void otherDurationsAreNotUnderstood(String text) {
    assertThat(CommandLines.execute(new Fake(), "--wait=" + text)).isEqualTo(2);
    assertThat(errors.toString(StandardCharsets.UTF_8)).contains("--wait", "is not a duration");
  }

  @Test
  void successIsZero() {
    assertThat(CommandLines.execute(new Fake(), "--store=here", "--model=m")).isZero();
  }

  @Command(name = "fake")
  static final class Fake implements Callable<Integer> {
    @Mixin private final StoreOptions store = StoreOptions.ofService();

    @Option(names = "--count", defaultValue = "1", description = "DIGITGAN_FAKE.")
    private int count;

    @Option(names = "--file")
    private Path file = Path.of("");

    @Option(names = "--wait", defaultValue = "1s")
    private Duration wait = Duration.ZERO;

    @Override
    public Integer call() {
      store.store();
      store.model();
      if (count == 0 && !file.isAbsolute()) {
        throw new UserErrorException("no images\n  there");
      }
      return 0;
    }
  }
}
