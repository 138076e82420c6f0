package dev.digitgan.trainer.report.compare;

import dev.digitgan.trainer.report.chart.LineChart;
import dev.digitgan.trainer.report.chart.LineChart.Mark;
import dev.digitgan.trainer.report.chart.LineChart.Scale;
import dev.digitgan.trainer.report.chart.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How near to real images runs come, against the time that they train. */
public final class CourseChart {
  private static final int COLORS = 8;

  private CourseChart() {}

  /** Against epochs where a run's time was not recorded. */
  public static LineChart of(List<RunCourse> courses) {
    boolean timed =
        courses.stream()
            .flatMap(course -> course.versions().stream())
            .allMatch(version -> version.coreMinutes().isPresent());
    List<Series> series = new ArrayList<>();
    for (RunCourse course : courses) {
      List<JudgedManifest> judged =
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

  private static double place(JudgedManifest version, boolean timed) {
    return timed ? version.coreMinutes().orElse(Double.NaN) : version.manifest().getEpoch();
  }
}
