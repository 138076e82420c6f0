package dev.digitgan.trainer.command.train;

import dev.digitgan.text.DurationText;
import dev.digitgan.text.WholeNumbers;
import dev.digitgan.trainer.run.SaveSchedule;
import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A duration as it is spelt everywhere, or a number of steps. */
final class SaveScheduleConverter implements ITypeConverter<SaveSchedule> {
  private static final Pattern STEPS = Pattern.compile("[1-9][0-9]{0,8}");

  @Override
  public SaveSchedule convert(String text) {
    if (STEPS.matcher(text).matches()) {
      return SaveSchedule.everySteps(WholeNumbers.parseLong(text));
    }
    return SaveSchedule.every(interval(text));
  }

  /** Longer than zero. */
  private static Duration interval(String text) {
    try {
      Duration interval = DurationText.parse(text);
      if (!interval.isZero()) {
        return interval;
      }
    } catch (IllegalArgumentException e) {
      // Told below, with the other form that could have been meant.
    }
    throw new TypeConversionException(
        "'"
            + text
            + "' is neither a duration nor a number of steps, e.g. 5m or 1000; a duration is "
            + DurationText.FORMS);
  }
}
