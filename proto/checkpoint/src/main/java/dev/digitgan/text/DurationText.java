package dev.digitgan.text;

import static com.google.common.base.Preconditions.checkArgument;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Durations in options and variables: a number and its unit, such as "500ms", "90s", "1.5h" and
 * "1d", or ISO 8601, such as "PT1.5H" and "P1DT12H".
 */
public final class DurationText {
  /** The accepted forms, for error messages and help. */
  public static final String FORMS =
      "a number and ms, s, m, h or d, e.g. 30s or 1.5h, or ISO 8601, e.g. PT1.5H";

  /** A limit whose nanoseconds fit in a long even when added to a clock's. */
  private static final Duration MAX = Duration.ofDays(36_500);

  private static final String NUMBER = "([0-9]{1,12}(?:\\.[0-9]{1,9})?)";
  private static final Pattern WITH_UNIT = Pattern.compile(NUMBER + "(ms|s|m|h|d)");
  private static final Pattern ISO_8601 =
      Pattern.compile(
          "P(?:%1$sD)?(?:T(?=[0-9])(?:%1$sH)?(?:%1$sM)?(?:%1$sS)?)?".replace("%1$s", NUMBER));

  private DurationText() {}

  /** Parses a duration of whole milliseconds, from zero to 36,500 days. */
  public static Duration parse(String text) {
    Matcher withUnit = WITH_UNIT.matcher(text);
    if (withUnit.matches()) {
      return duration(text, millis(withUnit.group(1), unitMillis(withUnit.group(2))));
    }
    Matcher iso = ISO_8601.matcher(text);
    checkArgument(iso.matches() && !text.equals("P"), "'%s' is not a duration: %s", text, FORMS);
    return duration(
        text,
        millis(iso.group(1), unitMillis("d"))
            .add(millis(iso.group(2), unitMillis("h")))
            .add(millis(iso.group(3), unitMillis("m")))
            .add(millis(iso.group(4), unitMillis("s"))));
  }

  private static Duration duration(String text, BigDecimal millis) {
    checkArgument(
        millis.compareTo(BigDecimal.valueOf(MAX.toMillis())) <= 0,
        "'%s' is not a duration: it is longer than %sd",
        text,
        MAX.toDays());
    try {
      return Duration.ofMillis(millis.longValueExact());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a duration: it is not a whole number of milliseconds", e);
    }
  }

  private static BigDecimal millis(@Nullable String number, long unitMillis) {
    return number == null
        ? BigDecimal.ZERO
        : new BigDecimal(number).multiply(BigDecimal.valueOf(unitMillis));
  }

  private static long unitMillis(String unit) {
    return switch (unit) {
      case "ms" -> 1;
      case "s" -> 1_000;
      case "m" -> 60_000;
      case "h" -> 3_600_000;
      default -> 86_400_000;
    };
  }
}
