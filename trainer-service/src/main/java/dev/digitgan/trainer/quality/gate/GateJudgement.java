package dev.digitgan.trainer.quality.gate;

import dev.digitgan.checkpoint.v1.GateVerdict;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.v1.Metric;
import dev.digitgan.trainer.quality.Figure;
import dev.digitgan.trainer.quality.Measured;
import dev.digitgan.trainer.quality.figure.Estimate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The judgement of the gate.
 *
 * @param objections reasons against the candidate; it passes if there are none
 * @param findings reasons for it
 * @param differences candidate minus champion, over paired draws; empty without a champion
 */
public record GateJudgement(
    List<String> objections, List<String> findings, Map<Figure, Estimate> differences) {
  public GateJudgement {
    objections = List.copyOf(objections);
    findings = List.copyOf(findings);
    differences = Map.copyOf(differences);
  }

  public boolean passed() {
    return objections.isEmpty();
  }

  public List<String> reasons() {
    return passed() ? findings : objections;
  }

  public GateJudgement butFor(String objection) {
    List<String> more = new ArrayList<>(objections);
    more.add(objection);
    return new GateJudgement(more, findings, differences);
  }

  /** The differences by their names in manifests. */
  public Map<String, Metric> metrics() {
    Map<String, Metric> metrics = new LinkedHashMap<>();
    differences.forEach(
        (figure, difference) ->
            metrics.put(
                "gate_" + figure.text() + "_difference", Measured.ofOne(difference).metric()));
    return metrics;
  }

  /** The record of a judgement without a champion. */
  public GateVerdict record() {
    return GateVerdict.newBuilder().setPassed(passed()).addAllReasons(reasons()).build();
  }

  /** The record of a judgement against {@code champion}. */
  public GateVerdict record(Manifest champion) {
    return record().toBuilder()
        .setChampion(champion.getVersion())
        .setChampionDigest(champion.getModelDigest())
        .build();
  }
}
