package dev.digitgan.trainer.quality.gate;

import static com.google.common.base.Preconditions.checkArgument;
import static dev.digitgan.trainer.quality.Figure.COVERAGE;
import static dev.digitgan.trainer.quality.Figure.FRECHET_DISTANCE;
import static dev.digitgan.trainer.quality.Figure.RECALL;

import dev.digitgan.trainer.quality.Figure;
import dev.digitgan.trainer.quality.Measured;
import dev.digitgan.trainer.quality.QualityReport;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm.Severity;
import dev.digitgan.trainer.quality.figure.Estimate;
import dev.digitgan.trainer.quality.figure.PairedDifference;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Decides whether a candidate may replace a champion: by paired draws it is not worse, and it has
 * no alarms. A pure function of two reports.
 */
final class Gate {
  /** The allowed excess over the champion's Fréchet distance, as a share of it. */
  private static final double MOST_WORSE = 0.05;

  private Gate() {}

  /** Judges a candidate without a champion. */
  static GateJudgement judge(QualityReport candidate) {
    return new GateJudgement(failures(candidate), List.of("there is no champion"), Map.of());
  }

  /** Judges a candidate against a champion with a comparable report. */
  static GateJudgement judge(QualityReport candidate, QualityReport champion) {
    checkArgument(
        candidate.classifier().equals(champion.classifier())
            && candidate.size().equals(champion.size())
            && candidate.images().test().digest().equals(champion.images().test().digest()),
        "figures by different measures do not compare");
    List<String> objections = new ArrayList<>(failures(candidate));
    List<String> findings = new ArrayList<>();
    Map<Figure, Estimate> differences = new EnumMap<>(Figure.class);

    PairedDifference distance = difference(candidate, champion, FRECHET_DISTANCE);
    differences.put(FRECHET_DISTANCE, distance.interval());
    double allowed = MOST_WORSE * measured(champion, FRECHET_DISTANCE).value();
    String distances =
        String.format(
            Locale.ROOT,
            "Fréchet distance %.3f, the champion's %.3f: with 95%% confidence the difference of"
                + " %+.3f is below %+.3f; %+.3f is allowed",
            measured(candidate, FRECHET_DISTANCE).value(),
            measured(champion, FRECHET_DISTANCE).value(),
            distance.mean(),
            distance.upperBound(),
            allowed);
    (distance.upperBound() <= allowed ? findings : objections).add(distances);

    for (Figure figure : List.of(RECALL, COVERAGE)) {
      Estimate difference = difference(candidate, champion, figure).interval();
      differences.put(figure, difference);
      String text =
          String.format(
              Locale.ROOT,
              "%s %.3f, the champion's %.3f: a difference of %s",
              figure.words(),
              measured(candidate, figure).value(),
              measured(champion, figure).value(),
              interval(difference));
      (difference.high() < 0 ? objections : findings).add(text);
    }
    return new GateJudgement(objections, findings, differences);
  }

  /** The findings of its alarms, except warnings. */
  private static List<String> failures(QualityReport candidate) {
    return candidate.alarms().stream()
        .filter(alarm -> alarm.severity() == Severity.FAILURE)
        .map(TrainingAlarm::finding)
        .toList();
  }

  private static PairedDifference difference(
      QualityReport candidate, QualityReport champion, Figure figure) {
    return PairedDifference.of(
        draws(measured(candidate, figure)), draws(measured(champion, figure)));
  }

  private static double[] draws(Measured measured) {
    return measured.draws().stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static Measured measured(QualityReport report, Figure figure) {
    return Objects.requireNonNull(report.figures().get(figure), figure.text());
  }

  private static String interval(Estimate difference) {
    return String.format(
        Locale.ROOT,
        "%+.3f (95%%: %+.3f to %+.3f)",
        difference.value(),
        difference.low(),
        difference.high());
  }
}
