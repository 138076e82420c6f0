package dev.digitgan.trainer.quality;

import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.v1.Metric;
import dev.digitgan.trainer.quality.alarm.SampleAlarms;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How good samples are. Figures of two reports compare only if they are of the same classifier,
 * real images and size.
 *
 * @param subject what was judged, for people
 * @param classifier its digest
 * @param size what was looked at
 * @param real what each figure comes to for real images
 * @param classes how often each digit is drawn; empty where that was not counted
 */
public record QualityReport(
    String subject,
    Sha256 classifier,
    RealImages images,
    EvaluationSize size,
    Map<Figure, RealFloor> real,
    Map<Figure, Measured> figures,
    List<ClassShare> classes) {

  public QualityReport {
    classes = List.copyOf(classes);
    real = Collections.unmodifiableMap(new EnumMap<>(real));
    figures = Collections.unmodifiableMap(new EnumMap<>(figures));
  }

  /** The value of a figure that was measured. */
  public OptionalDouble value(Figure figure) {
    Measured measured = figures.get(figure);
    return measured == null ? OptionalDouble.empty() : OptionalDouble.of(measured.value());
  }

  /** The figure over that of real images; empty where that is no measure. */
  public OptionalDouble multiple(Figure figure) {
    RealFloor floor = real.get(figure);
    OptionalDouble value = value(figure);
    return floor == null || !floor.isMeasure() || value.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(value.getAsDouble() / floor.mean());
  }

  /** What is wrong with the samples; any number of each kind. */
  public List<TrainingAlarm> alarms() {
    return QualityAlarms.of(this);
  }

  /** The same with what tells samples and real images apart. */
  public SampleAlarms sampleAlarms() {
    return new SampleAlarms(alarms(), value(Figure.ONE_NEAREST_NEIGHBOUR).orElse(Double.NaN));
  }

  /** What a person should know before believing the figures, alarms first. */
  public List<String> flags() {
    return Flags.of(this);
  }

  /** The flags that are no alarms. */
  public List<String> remarks() {
    return Flags.remarks(this);
  }

  /** By their names in manifests, with those of the real row. */
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
