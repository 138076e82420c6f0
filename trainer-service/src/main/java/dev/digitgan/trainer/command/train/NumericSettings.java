package dev.digitgan.trainer.command.train;

import dev.digitgan.text.WholeNumbers;
import java.util.Map;

/** Settings beside the recipe's that numbers depend on, by name, as they stand in manifests. */
final class NumericSettings {
  static final String DEVICE = "device";
  static final String DEVICE_FAMILY = "device-family";
  static final String ENGINE = "engine";
  static final String THREADS = "threads";

  private NumericSettings() {}

  /** IllegalArgumentException where it is not recorded or no number. */
  static int integer(Map<String, String> settings, String name) {
    try {
      return WholeNumbers.parseInt(text(settings, name));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " is '" + settings.get(name) + "'", e);
    }
  }

  /** IllegalArgumentException where it is not recorded. */
  static String text(Map<String, String> settings, String name) {
    String text = settings.get(name);
    if (text == null) {
      throw new IllegalArgumentException("setting " + name + " is not recorded");
    }
    return text;
  }
}
