package dev.digitgan.trainer.publish;

import dev.digitgan.checkpoint.v1.GateVerdict;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.v1.Metric;
import java.util.Map;

/**
 * How good a generator is.
 *
 * @param evaluator digest of the classifier that said so; empty = nothing was said
 * @param gate the default one where it had to pass none
 */
public record Opinion(Map<String, Metric> metrics, String evaluator, GateVerdict gate) {
  /** Nothing is said. */
  public static final Opinion NONE = new Opinion(Map.of(), "", GateVerdict.getDefaultInstance());

  public Opinion {
    metrics = Map.copyOf(metrics);
  }

  /** One that had to pass no gate. */
  public Opinion(Map<String, Metric> metrics, String evaluator) {
    this(metrics, evaluator, GateVerdict.getDefaultInstance());
  }

  /** One that holds the generator back unsaid how good it is. */
  public static Opinion heldBack(String reason) {
    return new Opinion(Map.of(), "", GateVerdict.newBuilder().addReasons(reason).build());
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
