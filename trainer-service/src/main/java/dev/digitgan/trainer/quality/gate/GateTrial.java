package dev.digitgan.trainer.quality.gate;

import dev.digitgan.trainer.quality.QualityReport;
import dev.digitgan.trainer.quality.SampleJudge;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Candidate and champion judged in one process, by one classifier, of the same sampling seeds and
 * against the same real images. A champion that was judged before is not judged again.
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
   * A judgement and what it rests on.
   *
   * @param candidate what was found of it
   * @param reports of the "candidate", and of the "champion" if there is one
   */
  public record Outcome(
      GateJudgement judgement, QualityReport candidate, Map<String, QualityReport> reports) {
    public Outcome {
      reports = Collections.unmodifiableMap(new TreeMap<>(reports));
    }
  }

  /** Where there is no champion, a candidate passes if nothing about it alarms. */
  public Outcome hold(Contestant candidate) {
    QualityReport report = judge.judge(candidate.samples());
    return new Outcome(Gate.judge(report), report, Map.of("candidate", report));
  }

  /**
   * Holds the candidate against {@code champion}.
   *
   * @throws IllegalArgumentException if either's samples cannot be judged
   */
  public Outcome hold(Contestant candidate, Contestant champion) {
    QualityReport ofChampion =
        champions.computeIfAbsent(
            champion.samples().name(), any -> judge.judge(champion.samples()));
    QualityReport ofCandidate = judge.judge(candidate.samples());
    GateJudgement judgement = Gate.judge(ofCandidate, ofChampion);
    if (rule == DataSetRule.SAME && !candidate.dataDigest().equals(champion.dataDigest())) {
      judgement =
          judgement.butFor(
              "it learnt from other images (%s) than the champion (%s)"
                  .formatted(candidate.dataDigest(), champion.dataDigest()));
    }
    return new Outcome(
        judgement, ofCandidate, Map.of("candidate", ofCandidate, "champion", ofChampion));
  }

  /** Whether a candidate may have learnt from other images than its champion. */
  public enum DataSetRule {
    SAME,
    ANY
  }
}
