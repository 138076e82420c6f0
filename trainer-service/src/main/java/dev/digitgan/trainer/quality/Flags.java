package dev.digitgan.trainer.quality;

import dev.digitgan.trainer.quality.alarm.TrainingAlarm;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a person should know before believing a report. */
final class Flags {
  /** Real images come to less; 10,000 means of clusters of images come to 334. */
  private static final double PARZEN_OF_AVERAGES = 260;

  private Flags() {}

  static List<String> of(QualityReport report) {
    List<String> flags = new ArrayList<>();
    for (TrainingAlarm alarm : report.alarms()) {
      String warning = alarm.severity() == Severity.WARNING ? "warning: " : "";
      flags.add(warning + alarm.finding() + "; " + alarm.advice());
    }
    flags.addAll(remarks(report));
    return flags;
  }

  static List<String> remarks(QualityReport report) {
    List<String> flags = new ArrayList<>();
    double parzen = report.value(Figure.PARZEN).orElse(0);
    if (parzen > PARZEN_OF_AVERAGES) {
      flags.add(
          String.format(
              Locale.ROOT,
              "a Parzen log-likelihood of %.0f is above that of real images: above about %.0f it"
                  + " rewards averages of images",
              parzen,
              PARZEN_OF_AVERAGES));
    }
    return flags;
  }
}
