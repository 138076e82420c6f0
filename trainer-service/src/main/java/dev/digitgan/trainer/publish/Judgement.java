package dev.digitgan.trainer.publish;

import dev.digitgan.checkpoint.v1.GateVerdict;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.v1.Metric;
import dev.digitgan.trainer.quality.alarm.SampleAlarms;
import java.util.Map;
import java.util.Optional;

/**
 * How good a generator is.
 *
 * @param evaluator digest of the classifier that said so; empty = nothing was said
 * @param gate the default one where it had to pass none
 * @param sampleAlarms what is wrong with its samples; empty = they were not judged
 */
public record Judgement(
    Map<String, Metric> metrics,
    String evaluator,
    GateVerdict gate,
    Optional<SampleAlarms> sampleAlarms) {
  /** Nothing is said. */
  public static final Judgement NONE =
      new Judgement(Map.of(), "", GateVerdict.getDefaultInstance(), Optional.empty());

  public Judgement {
    metrics = Map.copyOf(metrics);
  }

  /** One that had to pass no gate. */
  public Judgement(Map<String, Metric> metrics, String evaluator, SampleAlarms found) {
    this(metrics, evaluator, GateVerdict.getDefaultInstance(), Optional.of(found));
  }

  /** One that holds the generator back unsaid how good it is. */
  public static Judgement heldBack(String reason) {
    return new Judgement(
        Map.of(), "", GateVerdict.newBuilder().addReasons(reason).build(), Optional.empty());
  }

  private boolean gated() {
    return !gate.equals(GateVerdict.getDefaultInstance());
  }

  boolean publishable() {
    return !gated() || gate.getPassed();
  }

  Manifest.Builder addTo(Manifest.Builder manifest) {
    manifest.putAllMetrics(metrics).setEvaluator(evaluator);
    return gated() ? manifest.setGate(gate) : manifest;
  }
}
