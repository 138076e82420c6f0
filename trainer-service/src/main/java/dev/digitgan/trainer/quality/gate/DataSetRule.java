package dev.digitgan.trainer.quality.gate;

/** Whether a candidate may have learnt from other images than its champion. */
public enum DataSetRule {
  SAME,
  ANY
}
