package dev.digitgan.trainer.report.compare;

import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.v1.Metric;
import dev.digitgan.trainer.publish.GeneratorPublisher;
import dev.digitgan.trainer.quality.Figure;
import dev.digitgan.trainer.run.JudgedVersion;
import java.util.Optional;
import java.util.OptionalDouble;

/** A version, as its manifest says how good it was found to be when it was published. */
record JudgedManifest(Manifest manifest) {
  private static final double SECONDS_PER_MINUTE = 60;

  /** Empty if it was not measured. */
  Optional<Metric> metric(Figure figure) {
    return metric(figure.text());
  }

  private Optional<Metric> metric(String name) {
    return Optional.ofNullable(manifest.getMetricsMap().get(name));
  }

  OptionalDouble frechetDistance() {
    return judged().stream().mapToDouble(JudgedVersion::frechetDistance).findFirst();
  }

  /** See {@link JudgedVersion#rank}. */
  OptionalDouble rank() {
    return JudgedVersion.rank(manifest);
  }

  /** The Fréchet distance as a multiple of real images'. */
  OptionalDouble timesReal() {
    return judged().map(JudgedVersion::timesReal).orElse(OptionalDouble.empty());
  }

  private Optional<JudgedVersion> judged() {
    return JudgedVersion.of(manifest);
  }

  /** Processor time that training took until then; empty where that was not recorded. */
  OptionalDouble coreMinutes() {
    return metric(GeneratorPublisher.CORE_SECONDS).stream()
        .mapToDouble(seconds -> seconds.getValue() / SECONDS_PER_MINUTE)
        .findFirst();
  }
}
