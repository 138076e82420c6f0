package dev.digitgan.trainer.quality;

import static dev.digitgan.trainer.quality.Figure.CLASS_KL;
import static dev.digitgan.trainer.quality.Figure.COVERAGE;
import static dev.digitgan.trainer.quality.Figure.DUPLICATES;
import static dev.digitgan.trainer.quality.Figure.ONE_NEAREST_NEIGHBOUR;
import static dev.digitgan.trainer.quality.Figure.RECALL;
import static dev.digitgan.trainer.quality.Figure.SMALLEST_CLASS_SHARE;
import static dev.digitgan.trainer.quality.Figure.TRAINING_COPIES;

import dev.digitgan.trainer.quality.alarm.TrainingAlarm;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm.Kind;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds problems that a small Fréchet distance can hide. The thresholds are far from the figures of
 * real images and good generators; a figure that was not measured raises no alarm.
 */
final class QualityAlarms {
  private static final double LEAST_CLASS_SHARE = 0.05;

  /**
   * The limit for a warning, nats; 5,000 real images have 0.001, good generators less than 0.01.
   */
  private static final double LARGE_CLASS_KL = 0.02;

  /** The limit for a failure; a generator without one of ten digits has 0.105. */
  private static final double GREATEST_CLASS_KL = 0.09;

  /** The limit for copies, of which real images have 0.01 by definition. */
  private static final double MOST_COPIES = 0.05;

  /** The limit for duplicates, on top of the share that real images have. */
  private static final double MOST_DUPLICATES = 0.05;

  private static final double GREATEST_ACCURACY = 0.75;

  /** The share of real images' recall below which recall is low. */
  private static final double LOW_RECALL = 0.75;

  /** The share of real images' recall or coverage below which modes are lost. */
  private static final double LOST = 0.5;

  private static final String ON_COLLAPSE =
      "use an earlier version; continue with lower learning rates, a larger batch or packing, or"
          + " with gradient-penalty";
  private static final String ON_DUPLICATES =
      "use an earlier version; raise the batch or packing, or lower the generator's learning rate";
  private static final String ON_MEMORISATION =
      "use an earlier version; train on more images or for fewer epochs";

  private final QualityReport report;
  private final List<TrainingAlarm> alarms = new ArrayList<>();

  private QualityAlarms(QualityReport report) {
    this.report = report;
  }

  static List<TrainingAlarm> of(QualityReport report) {
    QualityAlarms found = new QualityAlarms(report);
    found.classes();
    found.copies();
    found.neighbours();
    return List.copyOf(found.alarms);
  }

  private void classes() {
    double share = value(SMALLEST_CLASS_SHARE, 1);
    // A digit that is rare in the data set may be rare in the samples.
    if (share < LEAST_CLASS_SHARE && real(SMALLEST_CLASS_SHARE) > LEAST_CLASS_SHARE) {
      collapse("a digit is missing: the rarest has a share of %.3f", share);
    }
    double kl = value(CLASS_KL, 0);
    if (kl > LARGE_CLASS_KL) {
      add(
          Kind.MODE_COLLAPSE,
          kl > GREATEST_CLASS_KL ? Severity.FAILURE : Severity.WARNING,
          say("the digits' shares differ from those of real images: KL %.3f nats", kl),
          ON_COLLAPSE);
    }
  }

  private void copies() {
    double copies = value(TRAINING_COPIES, 0);
    if (copies > MOST_COPIES) {
      memorised("%.1f%% of the samples are copies of training images", 100 * copies);
    }
    double duplicates = value(DUPLICATES, 0);
    if (duplicates > real(DUPLICATES) + MOST_DUPLICATES) {
      add(
          Kind.DUPLICATES,
          Severity.FAILURE,
          say(
              "%.1f%% of the samples are copies of each other, but %.1f%% of real images",
              100 * duplicates, 100 * real(DUPLICATES)),
          ON_DUPLICATES);
    }
  }

  private void neighbours() {
    double accuracy = value(ONE_NEAREST_NEIGHBOUR, 0);
    double recall = value(RECALL, 1);
    if (accuracy > GREATEST_ACCURACY && recall < LOW_RECALL * real(RECALL)) {
      memorised(
          "few or odd images: 1-nearest-neighbour accuracy %.3f with a recall of %.3f",
          accuracy, recall);
    }
    for (Figure figure : List.of(RECALL, COVERAGE)) {
      double value = value(figure, 1);
      if (value < LOST * real(figure)) {
        collapse("%s is %.3f, but %.3f for real images", figure.words(), value, real(figure));
      }
    }
  }

  private void collapse(String form, Object... values) {
    add(Kind.MODE_COLLAPSE, Severity.FAILURE, say(form, values), ON_COLLAPSE);
  }

  private void memorised(String form, Object... values) {
    add(Kind.MEMORISATION, Severity.FAILURE, say(form, values), ON_MEMORISATION);
  }

  private void add(Kind kind, Severity severity, String finding, String advice) {
    alarms.add(new TrainingAlarm(kind, severity, finding, advice));
  }

  private double value(Figure figure, double otherwise) {
    return report.value(figure).orElse(otherwise);
  }

  private double real(Figure figure) {
    RealFloor floor = report.real().get(figure);
    return floor == null ? 0 : floor.mean();
  }

  private static String say(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}
