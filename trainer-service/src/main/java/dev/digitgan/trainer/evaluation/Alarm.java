package dev.digitgan.trainer.evaluation;

import static dev.digitgan.trainer.evaluation.Figure.CLASS_KL;
import static dev.digitgan.trainer.evaluation.Figure.COVERAGE;
import static dev.digitgan.trainer.evaluation.Figure.ONE_NEAREST_NEIGHBOUR;
import static dev.digitgan.trainer.evaluation.Figure.RECALL;
import static dev.digitgan.trainer.evaluation.Figure.SMALLEST_CLASS_SHARE;
import static dev.digitgan.trainer.evaluation.Figure.TRAINING_COPIES;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What no good generator does, however small its Fréchet distance. Thresholds are far from what
 * real images and good generators come to.
 */
public final class Alarm {
  private static final double LEAST_CLASS_SHARE = 0.05;
  private static final double GREATEST_CLASS_KL = 0.09;
  private static final double MOST_COPIES = 0.05;
  private static final double MOST_TOLD_APART = 0.75;

  /** Of the real row's: below it recall is low. */
  private static final double LOW_RECALL = 0.75;

  /** Of the real row's: below it recall or coverage are lost. */
  private static final double LOST = 0.5;

  private Alarm() {}

  /** One sentence for each; figures that were not measured raise none. */
  public static List<String> of(QualityReport report) {
    List<String> alarms = new ArrayList<>();
    double share = value(report, SMALLEST_CLASS_SHARE, 1);
    // Of a data set in which a digit is that rare it is no fault.
    if (share < LEAST_CLASS_SHARE && real(report, SMALLEST_CLASS_SHARE) > LEAST_CLASS_SHARE) {
      alarms.add(say("a digit is missing: the least drawn has a share of %.3f", share));
    }
    double kl = value(report, CLASS_KL, 0);
    if (kl > GREATEST_CLASS_KL) {
      alarms.add(say("the digits are not drawn as often as they are found: KL %.3f nats", kl));
    }
    double copies = value(report, TRAINING_COPIES, 0);
    if (copies > MOST_COPIES) {
      alarms.add(say("%.1f%% of the samples are copies of training images", 100 * copies));
    }
    double toldApart = value(report, ONE_NEAREST_NEIGHBOUR, 0);
    double recall = value(report, RECALL, 1);
    if (toldApart > MOST_TOLD_APART && recall < LOW_RECALL * real(report, RECALL)) {
      alarms.add(
          say(
              "few images again and again, or odd ones: 1-nearest-neighbour %.3f with a recall of %.3f",
              toldApart, recall));
    }
    for (Figure figure : List.of(RECALL, COVERAGE)) {
      double value = value(report, figure, 1);
      if (value < LOST * real(report, figure)) {
        alarms.add(say("%s is %.3f, of real images %.3f", figure, value, real(report, figure)));
      }
    }
    return alarms;
  }

  private static double value(QualityReport report, Figure figure, double otherwise) {
    return report.value(figure).orElse(otherwise);
  }

  private static double real(QualityReport report, Figure figure) {
    Map<Figure, RealFloor> real = report.real();
    RealFloor floor = real.get(figure);
    return floor == null ? 0 : floor.mean();
  }

  private static String say(String form, Object... values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = values[i] instanceof Figure figure ? figure.words() : values[i];
    }
    return String.format(Locale.ROOT, form, values);
  }
}
