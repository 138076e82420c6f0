package dev.digitgan.trainer.run;

import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.v1.Metric;
import dev.digitgan.trainer.quality.Figure;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * How good a version was found to be, in one figure.
 *
 * @param frechetDistance of its samples
 * @param realFrechetDistance what that comes to for real images; NaN where it is unknown
 */
public record JudgedVersion(long version, double frechetDistance, double realFrechetDistance) {
  /** What {@code manifest} says; empty if it was not judged. */
  public static Optional<JudgedVersion> of(Manifest manifest) {
    Map<String, Metric> metrics = manifest.getMetricsMap();
    Metric distance = metrics.get(Figure.FRECHET_DISTANCE.text());
    if (distance == null) {
      return Optional.empty();
    }
    Metric real = metrics.get(Figure.real(Figure.FRECHET_DISTANCE.text()));
    return Optional.of(
        new JudgedVersion(
            manifest.getVersion(),
            distance.getValue(),
            real == null ? Double.NaN : real.getValue()));
  }

  /**
   * What versions of a model are ranked by, the least being the best: the Fréchet distance, of
   * stacked digits the KL of the modes. Empty if that was not judged.
   */
  public static OptionalDouble rank(Manifest manifest) {
    Map<String, Metric> metrics = manifest.getMetricsMap();
    return Stream.of(Figure.FRECHET_DISTANCE, Figure.MODES_KL)
        .map(figure -> metrics.get(figure.text()))
        .filter(Objects::nonNull)
        .mapToDouble(Metric::getValue)
        .findFirst();
  }

  /** As a multiple of real images'. */
  public OptionalDouble timesReal() {
    return realFrechetDistance > 0
        ? OptionalDouble.of(frechetDistance / realFrechetDistance)
        : OptionalDouble.empty();
  }
}
