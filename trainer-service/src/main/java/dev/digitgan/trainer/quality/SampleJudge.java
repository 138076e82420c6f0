package dev.digitgan.trainer.quality;

import java.util.Map;

/** Judges samples by one classifier and one set of real images. For one thread. */
public interface SampleJudge {
  RealImages images();

  EvaluationSize size();

  /** The figures of real images. */
  Map<Figure, RealFloor> floors();

  /**
   * Judges the draws of {@code source}, at most as many as the size says. Equal samples have equal
   * figures.
   *
   * @throws IllegalArgumentException if it has no whole draw, or its images have another size
   */
  QualityReport judge(SampleSource source);
}
