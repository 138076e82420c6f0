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
import java.util.Map;

/**
 * What no good generator does, however small its Fréchet distance. Thresholds are far from what
 * real images and good generators come to; figures that were not measured alarm of nothing.
 */
final class QualityAlarms {
  private static final double LEAST_CLASS_SHARE = 0.05;

  /** Nats; 5,000 real images come to 0.001, good generators to less than 0.01. */
  private static final double LARGE_CLASS_KL = 0.02;

  /** As if nearly one digit of ten were not drawn, which is 0.105. */
  private static final double GREATEST_CLASS_KL = 0.09;

  /** By what counts as a copy it is one real image of a hundred; of MNIST, within 1.28. */
  private static final double MOST_COPIES = 0.05;

  /** Beyond the share that real images have. */
  private static final double MOST_DUPLICATES = 0.05;

  private static final double MOST_TOLD_APART = 0.75;

  /** Of the real row's: below it recall is low. */
  private static final double LOW_RECALL = 0.75;

  /** Of the real row's: below it recall or coverage are lost. */
  private static final double LOST = 0.5;

  private static final String ON_COLLAPSE =
      "take a version from before; train on with lower learning rates, a larger batch or packing,"
          + " or with gradient-penalty";
  private static final String ON_DUPLICATES =
      "take a version from before; raise the batch or packing, or lower the generator's learning"
          + " rate";
  private static final String ON_MEMORISATION =
      "take a version from before; train on more images or for fewer epochs";

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
    // Of a data set in which a digit is that rare it is no fault.
    if (share < LEAST_CLASS_SHARE && real(SMALLEST_CLASS_SHARE) > LEAST_CLASS_SHARE) {
      collapse("a digit is missing: the least drawn has a share of %.3f", share);
    }
    double kl = value(CLASS_KL, 0);
    if (kl > LARGE_CLASS_KL) {
      add(
          Kind.MODE_COLLAPSE,
          kl > GREATEST_CLASS_KL ? Severity.FAILURE : Severity.WARNING,
          say("the digits are not drawn as often as they are found: KL %.3f nats", kl),
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
              "%.1f%% of the samples are copies of each other, of real images %.1f%%",
              100 * duplicates, 100 * real(DUPLICATES)),
          ON_DUPLICATES);
    }
  }

  private void neighbours() {
    double toldApart = value(ONE_NEAREST_NEIGHBOUR, 0);
    double recall = value(RECALL, 1);
    if (toldApart > MOST_TOLD_APART && recall < LOW_RECALL * real(RECALL)) {
      memorised(
          "few images again and again, or odd ones: 1-nearest-neighbour %.3f with a recall of %.3f",
          toldApart, recall);
    }
    for (Figure figure : List.of(RECALL, COVERAGE)) {
      double value = value(figure, 1);
      if (value < LOST * real(figure)) {
        collapse("%s is %.3f, of real images %.3f", figure.words(), value, real(figure));
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
    Map<Figure, RealFloor> real = report.real();
    RealFloor floor = real.get(figure);
    return floor == null ? 0 : floor.mean();
  }

  private static String say(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}
