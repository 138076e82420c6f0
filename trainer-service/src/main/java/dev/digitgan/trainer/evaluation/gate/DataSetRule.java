package dev.digitgan.trainer.evaluation.gate;

/** Whether a candidate may have learnt from other images than its champion. */
public enum DataSetRule {
  SAME,
  ANY
}
