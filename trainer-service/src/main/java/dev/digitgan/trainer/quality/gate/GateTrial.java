package dev.digitgan.trainer.quality.gate;

import dev.digitgan.checkpoint.version.Checkpoint;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.trainer.quality.GeneratorSamples;
import dev.digitgan.trainer.quality.QualityReport;
import dev.digitgan.trainer.quality.SampleJudge;
import dev.digitgan.trainer.quality.SampleSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Judges candidates and champions by one classifier, the same sampling seeds and the same real
 * images. Each champion is judged only once.
 */
public final class GateTrial {
  private final SampleJudge judge;
  private final DataSetRule rule;
  private final Map<String, QualityReport> champions = new LinkedHashMap<>();

  public GateTrial(SampleJudge judge, DataSetRule rule) {
    this.judge = judge;
    this.rule = rule;
  }

  /**
   * A model before the gate.
   *
   * @param dataDigest of its training images
   */
  public record Contestant(SampleSource samples, String dataDigest) {
    public static Contestant of(Checkpoint checkpoint, GeneratorModel model) {
      return new Contestant(
          GeneratorSamples.of(checkpoint, model), checkpoint.manifest().getDataSet().getDigest());
    }
  }

  /**
   * A judgement with its reports.
   *
   * @param reports of the "candidate", and of the "champion" if there is one
   */
  public record Outcome(
      GateJudgement judgement, QualityReport candidate, Map<String, QualityReport> reports) {
    public Outcome {
      reports = Collections.unmodifiableMap(new TreeMap<>(reports));
    }
  }

  /** Judges a candidate without a champion: it passes if it has no alarms. */
  public Outcome hold(Contestant candidate) {
    QualityReport report = judge.judge(candidate.samples());
    return new Outcome(Gate.judge(report), report, Map.of("candidate", report));
  }

  /** Judges a candidate against {@code champion}. */
  public Outcome hold(Contestant candidate, Contestant champion) {
    QualityReport ofChampion =
        champions.computeIfAbsent(
            champion.samples().name(), any -> judge.judge(champion.samples()));
    QualityReport ofCandidate = judge.judge(candidate.samples());
    GateJudgement judgement = Gate.judge(ofCandidate, ofChampion);
    if (rule == DataSetRule.SAME && !candidate.dataDigest().equals(champion.dataDigest())) {
      judgement =
          judgement.butFor(
              "it was trained on other images (%s) than the champion (%s)"
                  .formatted(candidate.dataDigest(), champion.dataDigest()));
    }
    return new Outcome(
        judgement, ofCandidate, Map.of("candidate", ofCandidate, "champion", ofChampion));
  }

  /** Whether a candidate and its champion must have the same training images. */
  public enum DataSetRule {
    SAME,
    ANY
  }
}
