package dev.digitgan.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class Philox4x32Test {
  /** The known-answer vectors that the authors publish with their Random123 library. */
  @ParameterizedTest
  @CsvSource({
    "0000000000000000, 0000000000000000, 0000000000000000, 6627e8d5e169c58dbc57ac4c9b00dbd8",
    "ffffffffffffffff, ffffffffffffffff, ffffffffffffffff, 408f276d41c83b0ea20bc7c66d5451fd",
    "85a308d3243f6a88, 0370734413198a2e, 299f31d0a4093822, d16cfe0994fdcceb5001e42024126ea1",
  })
  void agreesWithThePublishedVectors(String low, String high, String key, String expected) {
    int[] words = new int[Philox4x32.WORDS];

    Philox4x32.block(
        Long.parseUnsignedLong(low, 16),
        Long.parseUnsignedLong(high, 16),
        Long.parseUnsignedLong(key, 16),
        words);

    assertThat(
            String.format(Locale.ROOT, "%08x%08x%08x%08x", words[0], words[1], words[2], words[3]))
        .isEqualTo(expected);
  }
}
