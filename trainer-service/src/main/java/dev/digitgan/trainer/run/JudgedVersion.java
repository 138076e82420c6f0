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
 * The quality of a version, in one figure.
 *
 * @param realFrechetDistance the distance of real images; NaN if it is unknown
 */
public record JudgedVersion(long version, double frechetDistance, double realFrechetDistance) {
  /** Returns the quality in {@code manifest}; empty if the version was not judged. */
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
   * Returns the figure that ranks versions, the least being the best: the Fréchet distance, or the
   * KL of the modes of stacked digits. Empty if it was not measured.
   */
  public static OptionalDouble rank(Manifest manifest) {
    Map<String, Metric> metrics = manifest.getMetricsMap();
    return Stream.of(Figure.FRECHET_DISTANCE, Figure.MODES_KL)
        .map(figure -> metrics.get(figure.text()))
        .filter(Objects::nonNull)
        .mapToDouble(Metric::getValue)
        .findFirst();
  }

  /** Returns the distance as a multiple of that of real images. */
  public OptionalDouble timesReal() {
    return realFrechetDistance > 0
        ? OptionalDouble.of(frechetDistance / realFrechetDistance)
        : OptionalDouble.empty();
  }
}
