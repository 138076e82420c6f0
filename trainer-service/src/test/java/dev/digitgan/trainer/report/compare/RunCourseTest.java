package dev.digitgan.trainer.report.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.v1.Metric;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RunCourseTest {
  private static final List<RunCourse> COURSES =
      RunCourse.of(
          List.of(
              judged(manifest("long", 4, 3), 0.5, 180),
              judged(manifest("long", 1, 1), 6, 60),
              judged(manifest("long", 3, 2), 0.3, 120),
              manifest("unjudged", 2, 1).build()));

  @Test
  void versionsAreOrderedWithinTheirRuns() {
    assertThat(COURSES).extracting(RunCourse::run).containsExactly("long", "unjudged");
    assertThat(COURSES.get(0).versions())
        .extracting(version -> version.manifest().getVersion())
        .containsExactly(1L, 3L, 4L);
  }

  @Test
  void theBestIsThatOfLeastDistanceNotTheLast() {
    RunCourse course = COURSES.get(0);
    assertThat(course.best()).hasValueSatisfying(best -> assertThat(version(best)).isEqualTo(3));
    assertThat(version(course.last())).isEqualTo(4);
    assertThat(COURSES.get(1).best()).isEmpty();
  }

  @Test
  void stackedDigitsAreRankedByHowEvenlyTheirModesAreDrawn() {
    List<RunCourse> courses =
        RunCourse.of(
            List.of(
                manifest("stacked", 1, 1).putMetrics("modes_kl", metric(0.2)).build(),
                manifest("stacked", 2, 2).putMetrics("modes_kl", metric(0.1)).build(),
                manifest("stacked", 3, 3).putMetrics("modes_kl", metric(0.3)).build()));
    assertThat(courses.get(0).best())
        .hasValueSatisfying(best -> assertThat(version(best)).isEqualTo(2));
  }

  @Test
  void theTimeToADistanceIsThatOfTheFirstVersionThatHasIt() {
    RunCourse course = COURSES.get(0);
    assertThat(course.coreMinutesTo(20)).hasValue(2);
    assertThat(course.coreMinutesTo(100)).hasValue(1);
    assertThat(course.coreMinutesTo(1)).isEmpty();
    assertThat(COURSES.get(1).coreMinutesTo(20)).isEmpty();
  }

  @Test
  void theTableHasARowForEachRunAndTheFiguresThatAnyHas() {
    assertThat(new RunComparison(COURSES).table().lines())
        .containsExactly(
            "| run | recipe | seed | best version | epoch | core-minutes | Fréchet distance | × real |"
                + " recall | last × real | core-minutes to 20 × | to 10 × |",
            "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
            "| long | conv-ns | 7 | 3 | 2 | 2.0 | 0.3000 | 3.0 | 0.900 | 5.0 | 2.0 | 2.0 |",
            "| unjudged | conv-ns | 7 | 2 | 1 | – | – | – | – | – | – | – |");
  }

  @Test
  void withoutTheTimeOfEachRunTheChartIsAgainstEpochs() {
    assertThat(new RunComparison(COURSES.subList(0, 1)).chart().file())
        .contains("core-minutes of training");
    assertThat(new RunComparison(COURSES).chart().file())
        .contains("epochs")
        .doesNotContain("core-minutes");
  }

  private static long version(RunCourse.Version judged) {
    return judged.manifest().getVersion();
  }

  private static Manifest.Builder manifest(String run, long version, int epoch) {
    return Manifest.newBuilder()
        .setRun(run)
        .setRecipe("conv-ns")
        .setSeed(7)
        .setVersion(version)
        .setEpoch(epoch);
  }

  private static Manifest judged(Manifest.Builder manifest, double distance, double coreSeconds) {
    return manifest
        .putMetrics("frechet_distance", metric(distance))
        .putMetrics("real_frechet_distance", metric(0.1))
        .putMetrics("recall", metric(0.9))
        .putMetrics("training_core_seconds", metric(coreSeconds))
        .build();
  }

  private static Metric metric(double value) {
    return Metric.newBuilder().setValue(value).build();
  }
}
