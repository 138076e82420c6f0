package dev.digitgan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.checkpoint.name.VersionName;
import dev.digitgan.command.VersionNames;
import dev.digitgan.testing.Spellings;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The command line takes durations and versions as the services do. */
class SpellingsTest {
  private final CommandLine digitgan = DigitganMain.commandLine();

  @Test
  void durationsAreThoseOfEveryProgram() {
    Spellings.DURATIONS.forEach(
        (text, duration) -> assertThat(duration(text)).as(text).isEqualTo(duration));
    Spellings.NO_DURATIONS.forEach(
        text ->
            assertThatThrownBy(() -> duration(text))
                .as(text)
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("is not a duration"));
  }

  private Duration duration(String text) {
    digitgan.parseArgs("models", "gc", "--min-age=" + text);
    return subcommand(subcommand(digitgan, "models"), "gc")
        .getCommandSpec()
        .findOption("--min-age")
        .getValue();
  }

  private static CommandLine subcommand(CommandLine command, String name) {
    return Objects.requireNonNull(command.getSubcommands().get(name), name);
  }

  @Test
  void versionsAreThoseOfEveryProgram() {
    Spellings.VERSIONS.forEach(
        (text, meaning) -> assertThat(meaning(text)).as(text).isEqualTo(meaning));
    assertThat(meaning(Spellings.PART_OF_DIGEST)).isEqualTo(Spellings.PART_OF_DIGEST);
    assertThat(meaning(Spellings.DIGEST)).isEqualTo(Spellings.DIGEST);
    assertThat(meaning(Spellings.RUN)).isEqualTo(Spellings.RUN);
    Spellings.NO_VERSIONS.forEach(
        text ->
            assertThatThrownBy(() -> meaning(text))
                .as(text)
                .isInstanceOf(TypeConversionException.class));
    assertThatThrownBy(() -> meaning(Spellings.BEST))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage("'best:seeds-' cannot name a version here: " + VersionNames.STORE_FORMS);
  }

  private static String meaning(String text) {
    VersionName name = new VersionNames.OfStore().convert(text);
    if (name instanceof VersionName.Numbered number) {
      return "version " + number.version();
    }
    if (name instanceof VersionName.OfChannel of) {
      return "channel " + of.channel();
    }
    if (name instanceof VersionName.OfDigest of) {
      return of.prefix();
    }
    return name instanceof VersionName.OfRun of ? "run:" + of.run() : "latest";
  }
}
