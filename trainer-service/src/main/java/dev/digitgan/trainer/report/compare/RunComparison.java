package dev.digitgan.trainer.report.compare;

import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.trainer.quality.Figure;
import dev.digitgan.trainer.quality.report.MarkdownTable;
import dev.digitgan.trainer.report.chart.LineChart;
import dev.digitgan.trainer.report.chart.LineChart.Mark;
import dev.digitgan.trainer.report.chart.LineChart.Scale;
import dev.digitgan.trainer.report.chart.LineChart.Series;
import dev.digitgan.trainer.report.compare.RunCourse.Version;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Runs side by side. */
public final class RunComparison {
  private static final String UNKNOWN = "–";
  private static final int COLORS = 8;

  private static final List<Figure> FIGURES =
      List.of(
          Figure.PRECISION,
          Figure.RECALL,
          Figure.COVERAGE,
          Figure.ONE_NEAREST_NEIGHBOUR,
          Figure.CLASS_KL,
          Figure.CLASS_AGREEMENT,
          Figure.PARZEN,
          Figure.MODES,
          Figure.MODES_KL);

  private final List<RunCourse> courses;

  RunComparison(List<RunCourse> courses) {
    this.courses = courses;
  }

  /** Compares the runs of {@code manifests}, in the order of their first versions. */
  public static RunComparison of(Collection<Manifest> manifests) {
    return new RunComparison(RunCourse.of(manifests));
  }

  /** Returns the best version of each run in Markdown, without figures that no run has. */
  public String table() {
    List<Figure> figures = FIGURES.stream().filter(this::has).toList();
    List<String> header =
        new ArrayList<>(List.of("run", "recipe", "seed", "best version", "epoch", "core-minutes"));
    header.addAll(List.of("Fréchet distance", "× real"));
    figures.forEach(figure -> header.add(figure.words()));
    header.addAll(List.of("last × real", "core-minutes to 20 ×", "to 10 ×"));
    MarkdownTable table = new MarkdownTable(header);
    courses.forEach(course -> table.row(row(course, figures)));
    return table.text();
  }

  private boolean has(Figure figure) {
    return courses.stream()
        .anyMatch(course -> course.best().flatMap(best -> best.metric(figure)).isPresent());
  }

  private static List<String> row(RunCourse course, List<Figure> figures) {
    Version best = course.best().orElseGet(course::last);
    List<String> row = new ArrayList<>();
    row.add(course.run());
    row.add(course.recipe());
    row.add(Long.toString(course.seed()));
    row.add(Long.toString(best.manifest().getVersion()));
    row.add(Integer.toString(best.manifest().getEpoch()));
    row.add(number(best.coreMinutes()));
    row.add(text(best, Figure.FRECHET_DISTANCE));
    row.add(number(best.timesReal()));
    figures.forEach(figure -> row.add(text(best, figure)));
    row.add(number(course.last().timesReal()));
    row.add(number(course.coreMinutesTo(20)));
    row.add(number(course.coreMinutesTo(10)));
    return row;
  }

  private static String text(Version version, Figure figure) {
    return version.metric(figure).map(metric -> figure.format(metric.getValue())).orElse(UNKNOWN);
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.1f", value.getAsDouble()) : UNKNOWN;
  }

  /**
   * Returns the Fréchet distances over core-minutes of training; over epochs if the time of a
   * version was not recorded.
   */
  public LineChart chart() {
    boolean timed =
        courses.stream()
            .flatMap(course -> course.versions().stream())
            .allMatch(version -> version.coreMinutes().isPresent());
    List<Series> series = new ArrayList<>();
    for (RunCourse course : courses) {
      List<Version> judged =
          course.versions().stream().filter(version -> version.timesReal().isPresent()).toList();
      series.add(
          Series.of(
              course.run(),
              series.size() % COLORS,
              judged.stream().map(version -> place(version, timed)).toList(),
              judged.stream().map(version -> version.timesReal().getAsDouble()).toList()));
    }
    return new LineChart(
        "Fréchet distance, as a multiple of real images'",
        timed ? "core-minutes of training" : "epochs",
        "× real",
        series,
        List.of(new Mark(1, "real images"), new Mark(10, "10 ×")),
        Optional.empty(),
        Scale.LOGARITHMIC);
  }

  private static double place(Version version, boolean timed) {
    return timed ? version.coreMinutes().orElse(Double.NaN) : version.manifest().getEpoch();
  }
}
