package dev.digitgan.trainer.report.compare;

import dev.digitgan.trainer.quality.Figure;
import dev.digitgan.trainer.quality.report.MarkdownTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Runs side by side, a row each, in Markdown. */
public final class CourseTable {
  private static final String UNKNOWN = "–";

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

  private CourseTable() {}

  /** The best version of each run; figures that no run has are left out. */
  public static String of(List<RunCourse> courses) {
    List<Figure> figures = FIGURES.stream().filter(figure -> has(courses, figure)).toList();
    List<String> header =
        new ArrayList<>(List.of("run", "recipe", "seed", "best version", "epoch", "core-minutes"));
    header.addAll(List.of("Fréchet distance", "× real"));
    figures.forEach(figure -> header.add(figure.words()));
    header.addAll(List.of("last × real", "core-minutes to 20 ×", "to 10 ×"));
    MarkdownTable table = new MarkdownTable(header);
    courses.forEach(course -> table.row(row(course, figures)));
    return table.text();
  }

  private static boolean has(List<RunCourse> courses, Figure figure) {
    return courses.stream()
        .anyMatch(course -> course.best().flatMap(best -> best.metric(figure)).isPresent());
  }

  private static List<String> row(RunCourse course, List<Figure> figures) {
    Optional<JudgedManifest> judged = course.best();
    JudgedManifest best = judged.orElseGet(course::last);
    List<String> row = new ArrayList<>();
    row.add(course.run());
    row.add(course.recipe());
    row.add(Long.toString(course.seed()));
    row.add(Long.toString(best.manifest().getVersion()));
    row.add(Integer.toString(best.manifest().getEpoch()));
    row.add(number("%.1f", best.coreMinutes()));
    row.add(
        best.frechetDistance().isPresent()
            ? Figure.FRECHET_DISTANCE.format(best.frechetDistance().getAsDouble())
            : UNKNOWN);
    row.add(number("%.1f", best.timesReal()));
    for (Figure figure : figures) {
      row.add(best.metric(figure).map(metric -> figure.format(metric.getValue())).orElse(UNKNOWN));
    }
    row.add(number("%.1f", course.last().timesReal()));
    row.add(number("%.1f", course.coreMinutesTo(20)));
    row.add(number("%.1f", course.coreMinutesTo(10)));
    return row;
  }

  private static String number(String form, OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, form, value.getAsDouble()) : UNKNOWN;
  }
}
