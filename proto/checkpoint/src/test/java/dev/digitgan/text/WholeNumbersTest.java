package dev.digitgan.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WholeNumbersTest {

  @Test
  void numbersOfAsciiDigitsAreRead() {
    assertThat(WholeNumbers.parseInt("-42")).isEqualTo(-42);
    assertThat(WholeNumbers.parseLong("00000001")).isEqualTo(1);
    assertThat(WholeNumbers.parseLong("+9223372036854775807")).isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"٤٢", "४२", "4２", "𝟒𝟐"})
  void digitsOfOtherScriptsAreRefused(String text) {
    assertThatThrownBy(() -> WholeNumbers.parseInt(text))
        .isInstanceOf(NumberFormatException.class)
        .hasMessage("'" + text + "' is not written in the digits 0 to 9");
    assertThatThrownBy(() -> WholeNumbers.parseLong(text))
        .isInstanceOf(NumberFormatException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "1.5", "2147483648"})
  void whatIsNoNumberIsRefusedAsEver(String text) {
    assertThatThrownBy(() -> WholeNumbers.parseInt(text)).isInstanceOf(NumberFormatException.class);
  }
}
