package dev.digitgan.trainer.quality;

import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.v1.Metric;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm.SampleAlarms;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The quality of samples. Two reports compare only if they have the same classifier, real images
 * and size.
 *
 * @param subject name of the samples, for people
 * @param classifier its digest
 * @param real the figures of real images
 * @param classes share of each digit; empty if not counted
 */
public record QualityReport(
    String subject,
    Sha256 classifier,
    RealImages images,
    EvaluationSize size,
    Map<Figure, RealFloor> real,
    Map<Figure, Measured> figures,
    List<ClassShare> classes) {
  /** The limit of plausible scores: 10,000 means of clusters of images have 334. */
  private static final double PARZEN_OF_AVERAGES = 260;

  public QualityReport {
    classes = List.copyOf(classes);
    real = Collections.unmodifiableMap(new EnumMap<>(real));
    figures = Collections.unmodifiableMap(new EnumMap<>(figures));
  }

  public OptionalDouble value(Figure figure) {
    Measured measured = figures.get(figure);
    return measured == null ? OptionalDouble.empty() : OptionalDouble.of(measured.value());
  }

  /** The figure as a multiple of that of real images; empty if that is about 0. */
  public OptionalDouble multiple(Figure figure) {
    RealFloor floor = real.get(figure);
    OptionalDouble value = value(figure);
    return floor == null || !floor.isMeasure() || value.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(value.getAsDouble() / floor.mean());
  }

  public List<TrainingAlarm> alarms() {
    return QualityAlarms.of(this);
  }

  public SampleAlarms sampleAlarms() {
    return new SampleAlarms(alarms(), value(Figure.ONE_NEAREST_NEIGHBOUR).orElse(Double.NaN));
  }

  /** The alarms and then the {@link #remarks}, for people. */
  public List<String> flags() {
    List<String> flags = new ArrayList<>();
    for (TrainingAlarm alarm : alarms()) {
      String warning = alarm.severity() == Severity.WARNING ? "warning: " : "";
      flags.add(warning + alarm.finding() + "; " + alarm.advice());
    }
    flags.addAll(remarks());
    return flags;
  }

  /** Reasons to doubt a figure. */
  public List<String> remarks() {
    double parzen = value(Figure.PARZEN).orElse(0);
    return parzen <= PARZEN_OF_AVERAGES
        ? List.of()
        : List.of(
            String.format(
                Locale.ROOT,
                "a Parzen log-likelihood of %.0f is above that of real images: above about %.0f it"
                    + " rewards averages of images",
                parzen,
                PARZEN_OF_AVERAGES));
  }

  /** The figures of samples and of real images by their names in manifests. */
  public Map<String, Metric> metrics() {
    Map<String, Metric> metrics = new LinkedHashMap<>();
    figures.forEach((figure, measured) -> metrics.put(figure.text(), measured.metric()));
    real.forEach(
        (figure, floor) ->
            metrics.put(
                Figure.real(figure.text()), Metric.newBuilder().setValue(floor.mean()).build()));
    classes.forEach(share -> share.putInto(metrics));
    return metrics;
  }
}
