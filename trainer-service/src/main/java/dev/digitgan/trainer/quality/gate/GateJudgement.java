package dev.digitgan.trainer.quality.gate;

import dev.digitgan.checkpoint.v1.GateVerdict;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.v1.Metric;
import dev.digitgan.trainer.quality.Figure;
import dev.digitgan.trainer.quality.figure.Estimate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the gate says.
 *
 * @param objections why the candidate does not pass; none = it does
 * @param findings what speaks for it
 * @param differences candidate less champion, over paired draws; empty where there is no champion
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

  /** Those against it if it does not pass, else those for it. */
  public List<String> reasons() {
    return passed() ? findings : objections;
  }

  /** This judgement with one more objection. */
  public GateJudgement butFor(String objection) {
    List<String> more = new ArrayList<>(objections);
    more.add(objection);
    return new GateJudgement(more, findings, differences);
  }

  /** By their names in manifests. */
  public Map<String, Metric> metrics() {
    Map<String, Metric> metrics = new LinkedHashMap<>();
    differences.forEach(
        (figure, difference) ->
            metrics.put(
                "gate_" + figure.text() + "_difference",
                Metric.newBuilder()
                    .setValue(difference.value())
                    .setLow(difference.low())
                    .setHigh(difference.high())
                    .build()));
    return metrics;
  }

  /** As a record, of a candidate without a champion. */
  public GateVerdict record() {
    return GateVerdict.newBuilder().setPassed(passed()).addAllReasons(reasons()).build();
  }

  /** As a record, of a candidate beside the {@code champion}. */
  public GateVerdict record(Manifest champion) {
    return record().toBuilder()
        .setChampion(champion.getVersion())
        .setChampionDigest(champion.getModelDigest())
        .build();
  }
}
