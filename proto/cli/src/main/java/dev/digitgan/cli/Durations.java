package dev.digitgan.cli;

import dev.digitgan.text.DurationText;
import java.time.Duration;
import picocli.CommandLine.TypeConversionException;

/** For picocli: durations as they are spelt everywhere. */
final class Durations {
  private Durations() {}

  static Duration parse(String text) {
    try {
      return DurationText.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
