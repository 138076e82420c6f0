package dev.digitgan.trainer.report.compare;

import dev.digitgan.checkpoint.v1.Manifest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How good a run's versions are, one after the other.
 *
 * @param versions at least one, the oldest first
 */
public record RunCourse(String run, String recipe, long seed, List<JudgedManifest> versions) {
  public RunCourse {
    versions = List.copyOf(versions);
    if (versions.isEmpty()) {
      throw new IllegalArgumentException(run + " has no version");
    }
  }

  /** One for each run that {@code manifests} are of, in the order of their first versions. */
  public static List<RunCourse> of(Collection<Manifest> manifests) {
    Map<String, List<JudgedManifest>> runs = new LinkedHashMap<>();
    manifests.stream()
        .sorted(Comparator.comparingLong(Manifest::getVersion))
        .forEach(
            manifest ->
                runs.computeIfAbsent(manifest.getRun(), run -> new ArrayList<>())
                    .add(new JudgedManifest(manifest)));
    List<RunCourse> courses = new ArrayList<>();
    runs.forEach(
        (run, versions) -> {
          Manifest first = versions.get(0).manifest();
          courses.add(new RunCourse(run, first.getRecipe(), first.getSeed(), versions));
        });
    return courses;
  }

  /** The newest version. */
  public JudgedManifest last() {
    return versions.get(versions.size() - 1);
  }

  /** By what versions are ranked by; empty where none was judged. */
  public Optional<JudgedManifest> best() {
    return versions.stream()
        .filter(version -> version.rank().isPresent())
        .min(Comparator.comparingDouble(version -> version.rank().getAsDouble()));
  }

  /**
   * Core-minutes until a version was first as near to real images as {@code times} their own
   * distance; empty where none was, or the time was not recorded.
   */
  public OptionalDouble coreMinutesTo(double times) {
    for (JudgedManifest version : versions) {
      OptionalDouble multiple = version.timesReal();
      if (multiple.isPresent() && multiple.getAsDouble() <= times) {
        return version.coreMinutes();
      }
    }
    return OptionalDouble.empty();
  }
}
