package dev.digitgan.trainer.publish;

import dev.digitgan.checkpoint.v1.GateVerdict;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.v1.Metric;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm.SampleAlarms;
import dev.digitgan.trainer.run.RunProgress;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Judges a generator before it is published. Called in the training thread. */
public interface GeneratorJudge {
  /** A judge that says nothing of any generator. */
  GeneratorJudge NONE = (model, progress) -> Judgement.NONE;

  /**
   * Judges a generator.
   *
   * @param model a copy of it, with gradients off; closed by the caller
   * @throws IOException if what it is compared with cannot be read; then it is not published
   */
  Judgement of(GeneratorModel model, RunProgress progress) throws IOException;

  /** The last judged generator was committed as {@code manifest}. What this throws is logged. */
  default void published(Manifest manifest) {}

  /**
   * The quality of a generator.
   *
   * @param evaluator the digest of the classifier; empty if the generator was not judged
   * @param gate the default verdict if there was no gate
   * @param sampleAlarms empty if the samples were not judged
   */
  record Judgement(
      Map<String, Metric> metrics,
      String evaluator,
      GateVerdict gate,
      Optional<SampleAlarms> sampleAlarms) {
    public static final Judgement NONE =
        new Judgement(Map.of(), "", GateVerdict.getDefaultInstance(), Optional.empty());

    public Judgement {
      metrics = Map.copyOf(metrics);
    }

    /** Makes a judgement without a gate. */
    Judgement(Map<String, Metric> metrics, String evaluator, SampleAlarms found) {
      this(metrics, evaluator, GateVerdict.getDefaultInstance(), Optional.of(found));
    }

    /** Holds a generator back that was not judged. */
    static Judgement heldBack(String reason) {
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
}
