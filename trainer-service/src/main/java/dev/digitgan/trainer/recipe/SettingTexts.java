package dev.digitgan.trainer.recipe;

import static com.google.common.base.Preconditions.checkArgument;

import dev.digitgan.network.ValueRange;
import dev.digitgan.trainer.game.Initialization;
import dev.digitgan.trainer.game.Initialization.Scheme;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Writes and parses the values of settings. */
final class SettingTexts {
  private SettingTexts() {}

  /** A name like "non-saturating". */
  static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static <E extends Enum<E>> E named(Class<E> type, String text) {
    List<String> names = Arrays.stream(type.getEnumConstants()).map(SettingTexts::name).toList();
    int index = names.indexOf(text);
    checkArgument(index >= 0, "'%s' is not one of %s", text, String.join(", ", names));
    return type.getEnumConstants()[index];
  }

  static String pair(float first, float second) {
    return first + "," + second;
  }

  static float[] pair(String text) {
    String[] ends = text.split(",", -1);
    try {
      checkArgument(ends.length == 2, "%s parts", ends.length);
      return new float[] {Float.parseFloat(ends[0]), Float.parseFloat(ends[1])};
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'" + text + "' is not two numbers, e.g. -1,1", e);
    }
  }

  static ValueRange range(String text) {
    float[] ends = pair(text);
    return new ValueRange(ends[0], ends[1]);
  }

  /** A text like "fan-in" or "uniform:0.05". */
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
