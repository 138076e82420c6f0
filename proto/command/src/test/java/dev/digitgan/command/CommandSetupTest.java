package dev.digitgan.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.testing.Spellings;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class CommandSetupTest {
  @Test
  void durationsAreThoseOfEveryProgram() {
    Spellings.DURATIONS.forEach(
        (text, duration) -> assertThat(CommandSetup.duration(text)).as(text).isEqualTo(duration));
    Spellings.NO_DURATIONS.forEach(
        text ->
            assertThatThrownBy(() -> CommandSetup.duration(text))
                .as(text)
                .isInstanceOf(TypeConversionException.class));
  }
}
