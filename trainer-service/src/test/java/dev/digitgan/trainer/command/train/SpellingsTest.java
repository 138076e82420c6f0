package dev.digitgan.trainer.command.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.checkpoint.name.VersionName;
import dev.digitgan.command.VersionNames;
import dev.digitgan.testing.Spellings;
import dev.digitgan.trainer.run.StateSaver;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

/** The trainer takes durations and versions as the other programs do. */
class SpellingsTest {
  @Test
  void schedulesOfSavesTakeTheDurationsOfEveryProgram() {
    Spellings.DURATIONS.forEach(
        (text, duration) -> {
          StateSaver.Schedule schedule = new RunOptions.ScheduleConverter().convert(text);
          assertThat(schedule.due(Long.MAX_VALUE, duration.minusMillis(1))).as(text).isFalse();
          assertThat(schedule.due(0, duration)).as(text).isTrue();
        });
    Spellings.NO_DURATIONS.forEach(
        text ->
            assertThatThrownBy(() -> new RunOptions.ScheduleConverter().convert(text))
                .as(text)
                .isInstanceOf(TypeConversionException.class));
    assertThatThrownBy(() -> new RunOptions.ScheduleConverter().convert("0s"))
        .hasMessageStartingWith("'0s' is neither a duration nor a number of steps");
  }

  @Test
  void aScheduleIsANumberOfStepsToo() {
    StateSaver.Schedule schedule = new RunOptions.ScheduleConverter().convert("1000");
    assertThat(schedule.due(999, Duration.ofDays(9))).isFalse();
    assertThat(schedule.due(1000, Duration.ZERO)).isTrue();
  }

  @Test
  void versionsAreThoseOfEveryProgram() {
    Spellings.VERSIONS.forEach(
        (text, meaning) -> assertThat(meaning(text)).as(text).isEqualTo(meaning));
    assertThat(meaning(Spellings.PART_OF_DIGEST)).isEqualTo(Spellings.PART_OF_DIGEST);
    assertThat(meaning(Spellings.DIGEST)).isEqualTo(Spellings.DIGEST);
    assertThat(meaning(Spellings.RUN)).isEqualTo(Spellings.RUN);
    assertThat(meaning(Spellings.BEST)).isEqualTo(Spellings.BEST);
    Spellings.NO_VERSIONS.forEach(
        text ->
            assertThatThrownBy(() -> meaning(text))
                .as(text)
                .isInstanceOf(TypeConversionException.class));
  }

  private static String meaning(String text) {
    VersionName name = new VersionNames.OfTrainer().convert(text);
    if (name instanceof VersionName.Numbered number) {
      return "version " + number.version();
    }
    if (name instanceof VersionName.OfChannel of) {
      return "channel " + of.channel();
    }
    if (name instanceof VersionName.OfDigest of) {
      return of.prefix();
    }
    if (name instanceof VersionName.OfRun of) {
      return "run:" + of.run();
    }
    return name instanceof VersionName.BestOf of ? "best:" + of.runs() : "latest";
  }
}
