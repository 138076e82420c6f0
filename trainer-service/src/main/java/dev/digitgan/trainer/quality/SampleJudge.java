package dev.digitgan.trainer.quality;

import java.util.Map;

/** Says how good samples are, by one classifier and one set of real images. For one thread. */
public interface SampleJudge {
  RealImages images();

  /** What is looked at. */
  EvaluationSize size();

  /** What each figure comes to for real images. */
  Map<Figure, RealFloor> floors();

  /**
   * Judges the draws that {@code source} has, at most as many as the size asks for. Whatever else
   * is judged, equal samples come to equal figures.
   *
   * @throws IllegalArgumentException if it has not one, or its images are of another size
   */
  QualityReport judge(SampleSource source);
}
