package dev.digitgan.trainer.recipe;

import dev.digitgan.network.ValueRange;
import dev.digitgan.trainer.game.Initialization;
import dev.digitgan.trainer.game.Initialization.Scheme;
import java.util.Arrays;
import java.util.Locale;

/** Values of settings as text, and back. */
final class SettingTexts {
  private SettingTexts() {}

  /** E.g. "non-saturating". */
  static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static <E extends Enum<E>> E named(Class<E> type, String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(value -> name(value).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is none of %s"
                        .formatted(
                            text,
                            String.join(
                                ", ",
                                Arrays.stream(type.getEnumConstants())
                                    .map(SettingTexts::name)
                                    .toList()))));
  }

  static String pair(float first, float second) {
    return first + "," + second;
  }

  static float[] pair(String text) {
    String[] ends = text.split(",", -1);
    try {
      if (ends.length == 2) {
        return new float[] {Float.parseFloat(ends[0]), Float.parseFloat(ends[1])};
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is not two numbers, e.g. -1,1", e);
    }
    throw new IllegalArgumentException("'" + text + "' is not two numbers, e.g. -1,1");
  }

  static ValueRange range(String text) {
    float[] ends = pair(text);
    return new ValueRange(ends[0], ends[1]);
  }

  /** E.g. "fan-in", "uniform:0.05". */
  static String initialization(Initialization value) {
    String scheme = name(value.scheme());
    return value.scheme() == Scheme.UNIFORM ? scheme + ":" + value.bound() : scheme;
  }

  static Initialization initialization(String text) {
    String[] parts = text.split(":", 2);
    Scheme scheme = named(Scheme.class, parts[0]);
    return new Initialization(scheme, parts.length == 1 ? 0 : Float.parseFloat(parts[1]));
  }
}
