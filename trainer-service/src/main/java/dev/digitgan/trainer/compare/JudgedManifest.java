package dev.digitgan.trainer.compare;

import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.v1.Metric;
import dev.digitgan.trainer.evaluation.Figure;
import dev.digitgan.trainer.publish.GeneratorPublisher;
import java.util.Optional;
import java.util.OptionalDouble;

/** A version, as its manifest says how good it was found to be when it was published. */
public record JudgedManifest(Manifest manifest) {
  private static final String REAL = "real_";
  private static final double SECONDS_PER_MINUTE = 60;

  /** Empty if it was not measured. */
  Optional<Metric> metric(Figure figure) {
    return metric(figure.text());
  }

  private Optional<Metric> metric(String name) {
    return Optional.ofNullable(manifest.getMetricsMap().get(name));
  }

  OptionalDouble frechetDistance() {
    return value(Figure.FRECHET_DISTANCE.text());
  }

  /** The Fréchet distance as a multiple of real images'. */
  OptionalDouble timesReal() {
    OptionalDouble distance = frechetDistance();
    OptionalDouble real = value(REAL + Figure.FRECHET_DISTANCE.text());
    return distance.isPresent() && real.isPresent() && real.getAsDouble() > 0
        ? OptionalDouble.of(distance.getAsDouble() / real.getAsDouble())
        : OptionalDouble.empty();
  }

  /** Processor time that training took until then; empty where that was not recorded. */
  OptionalDouble coreMinutes() {
    OptionalDouble seconds = value(GeneratorPublisher.CORE_SECONDS);
    return seconds.isPresent()
        ? OptionalDouble.of(seconds.getAsDouble() / SECONDS_PER_MINUTE)
        : OptionalDouble.empty();
  }

  private OptionalDouble value(String name) {
    return metric(name)
        .map(metric -> OptionalDouble.of(metric.getValue()))
        .orElse(OptionalDouble.empty());
  }
}
