package dev.digitgan.trainer.report.compare;

import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.v1.Metric;
import dev.digitgan.trainer.publish.GeneratorPublisher;
import dev.digitgan.trainer.quality.Figure;
import dev.digitgan.trainer.run.JudgedVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The quality of a run's versions over time.
 *
 * @param versions at least one, the oldest first
 */
record RunCourse(String run, String recipe, long seed, List<Version> versions) {
  RunCourse {
    versions = List.copyOf(versions);
    if (versions.isEmpty()) {
      throw new IllegalArgumentException(run + " has no version");
    }
  }

  /** A version with its figures from when it was published. */
  record Version(Manifest manifest) {
    private static final double SECONDS_PER_MINUTE = 60;

    Optional<Metric> metric(Figure figure) {
      return metric(figure.text());
    }

    private Optional<Metric> metric(String name) {
      return Optional.ofNullable(manifest.getMetricsMap().get(name));
    }

    private OptionalDouble rank() {
      return JudgedVersion.rank(manifest);
    }

    /** Returns the Fréchet distance as a multiple of that of real images. */
    OptionalDouble timesReal() {
      return JudgedVersion.of(manifest)
          .map(JudgedVersion::timesReal)
          .orElse(OptionalDouble.empty());
    }

    /** Returns the processor time of the training until then; empty if it was not recorded. */
    OptionalDouble coreMinutes() {
      return metric(GeneratorPublisher.CORE_SECONDS).stream()
          .mapToDouble(seconds -> seconds.getValue() / SECONDS_PER_MINUTE)
          .findFirst();
    }
  }

  /** Returns the runs of {@code manifests}, in the order of their first versions. */
  static List<RunCourse> of(Collection<Manifest> manifests) {
    Map<String, List<Version>> runs = new LinkedHashMap<>();
    manifests.stream()
        .sorted(Comparator.comparingLong(Manifest::getVersion))
        .forEach(
            manifest ->
                runs.computeIfAbsent(manifest.getRun(), run -> new ArrayList<>())
                    .add(new Version(manifest)));
    List<RunCourse> courses = new ArrayList<>();
    runs.forEach(
        (run, versions) -> {
          Manifest first = versions.get(0).manifest();
          courses.add(new RunCourse(run, first.getRecipe(), first.getSeed(), versions));
        });
    return courses;
  }

  Version last() {
    return versions.get(versions.size() - 1);
  }

  /** Returns the version of the best {@link JudgedVersion#rank}; empty if none was judged. */
  Optional<Version> best() {
    return versions.stream()
        .filter(version -> version.rank().isPresent())
        .min(Comparator.comparingDouble(version -> version.rank().getAsDouble()));
  }

  /**
   * Returns the core-minutes until a version's {@link Version#timesReal} was first at most {@code
   * times}; empty if it never was, or if the time was not recorded.
   */
  OptionalDouble coreMinutesTo(double times) {
    return versions.stream()
        .filter(version -> version.timesReal().orElse(Double.NaN) <= times)
        .findFirst()
        .map(Version::coreMinutes)
        .orElse(OptionalDouble.empty());
  }
}
