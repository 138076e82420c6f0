package dev.digitgan.trainer.game;

/** Figures of logits d = log(D / (1 - D)), in double precision. */
final class Logits {
  private Logits() {}

  /** Mean of -log D, nats. */
  static double meanMinusLogReal(float[] logits) {
    double sum = 0;
    for (float logit : logits) {
      sum += softplus(-logit);
    }
    return sum / logits.length;
  }

  /** Mean of -log(1 - D), nats. */
  static double meanMinusLogFake(float[] logits) {
    double sum = 0;
    for (float logit : logits) {
      sum += softplus(logit);
    }
    return sum / logits.length;
  }

  static float mean(float[] logits) {
    double sum = 0;
    for (float logit : logits) {
      sum += logit;
    }
    return (float) (sum / logits.length);
  }

  /** A copy, {@code middle} less each. */
  static float[] minus(float[] logits, float middle) {
    float[] moved = new float[logits.length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = logits[i] - middle;
    }
    return moved;
  }

  /** Share that D takes for real: D above 1/2. */
  static double shareReal(float[] logits) {
    int real = 0;
    for (float logit : logits) {
      if (logit > 0) {
        real++;
      }
    }
    return (double) real / logits.length;
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }
}
