package dev.digitgan.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.testing.Spellings;
import org.junit.jupiter.api.Test;

class DurationTextTest {
  @Test
  void durationsAreReadAsTheyAreSpelt() {
    Spellings.DURATIONS.forEach(
        (text, duration) -> assertThat(DurationText.parse(text)).as(text).isEqualTo(duration));
  }

  @Test
  void whatIsNoneIsRefusedByName() {
    Spellings.NO_DURATIONS.forEach(
        text ->
            assertThatThrownBy(() -> DurationText.parse(text))
                .as(text)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'" + text + "' is not a duration: "));
  }
}
