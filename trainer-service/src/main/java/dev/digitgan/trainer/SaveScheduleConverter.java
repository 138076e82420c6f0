package dev.digitgan.trainer;

import dev.digitgan.text.WholeNumbers;
import dev.digitgan.trainer.run.SaveSchedule;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** "30s", "5m", "1h", or a number of steps. */
final class SaveScheduleConverter implements ITypeConverter<SaveSchedule> {
  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,8})(s|m|h)?");

  @Override
  public SaveSchedule convert(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new TypeConversionException(
          "'" + text + "' is neither a duration nor a number of steps, e.g. 5m or 1000");
    }
    long number = WholeNumbers.parseLong(matcher.group(1));
    String unit = matcher.group(2);
    if (unit == null) {
      return SaveSchedule.everySteps(number);
    }
    return SaveSchedule.every(
        switch (unit) {
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          default -> Duration.ofHours(number);
        });
  }
}
