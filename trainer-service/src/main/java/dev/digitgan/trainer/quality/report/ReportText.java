package dev.digitgan.trainer.quality.report;

import dev.digitgan.text.VisibleText;
import dev.digitgan.trainer.quality.Figure;
import dev.digitgan.trainer.quality.Measured;
import dev.digitgan.trainer.quality.QualityReport;
import dev.digitgan.trainer.quality.RealFloor;
import dev.digitgan.trainer.quality.SampleJudge;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes reports in lines for people. */
public final class ReportText {
  private ReportText() {}

  public static String real(SampleJudge judge) {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "real images: %s; draws of %d of the %d to train on against the %d to test with",
        judge.images().train().name(),
        judge.size().samples(),
        judge.images().train().count(),
        judge.images().test().count());
    line(text, "  %-22s %10s %10s %6s", "", "mean", "sd", "draws");
    judge
        .floors()
        .forEach(
            (figure, floor) ->
                line(
                    text,
                    "  %-22s %10s %10s %6d",
                    figure.words(),
                    figure.format(floor.mean()),
                    floor.draws() > 1 ? figure.format(floor.deviation()) : "",
                    floor.draws()));
    return text.toString();
  }

  public static String samples(QualityReport report) {
    StringBuilder text = new StringBuilder();
    line(text, "%s, by the classifier %s", report.subject(), report.classifier());
    line(text, "  %-22s %10s %22s %8s", "", "value", "95%", "x real");
    for (Map.Entry<Figure, Measured> entry : report.figures().entrySet()) {
      Figure figure = entry.getKey();
      Measured measured = entry.getValue();
      line(
          text,
          "  %-22s %10s %22s %8s",
          figure.words(),
          figure.format(measured.value()),
          interval(figure, measured),
          multiple(report, figure));
    }
    report.flags().forEach(flag -> line(text, "  ! %s", flag));
    return text.toString();
  }

  /** The figures of samples and of real images in one line, for logs. */
  public static String oneLine(QualityReport report) {
    return report.figures().entrySet().stream()
        .map(
            entry ->
                "%s %s (real %s)"
                    .formatted(
                        entry.getKey().words(),
                        entry.getKey().format(entry.getValue().value()),
                        real(report, entry.getKey())))
        .collect(Collectors.joining(", "));
  }

  private static String real(QualityReport report, Figure figure) {
    RealFloor floor = report.real().get(figure);
    return floor == null ? "unknown" : figure.format(floor.mean());
  }

  private static String interval(Figure figure, Measured measured) {
    return measured.hasInterval()
        ? figure.format(measured.low()) + " to " + figure.format(measured.high())
        : "";
  }

  private static String multiple(QualityReport report, Figure figure) {
    return report.multiple(figure).stream()
        .mapToObj(multiple -> String.format(Locale.ROOT, "%.2f", multiple))
        .findFirst()
        .orElse("");
  }

  private static void line(StringBuilder text, String form, Object... values) {
    text.append(VisibleText.oneLine(String.format(Locale.ROOT, form, values).stripTrailing()))
        .append('\n');
  }
}
