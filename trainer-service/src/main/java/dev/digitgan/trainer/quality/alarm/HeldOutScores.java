package dev.digitgan.trainer.quality.alarm;

/**
 * What D says of real images that it learns from, and of as many that it has never seen.
 *
 * @param judged packs of images that D judged of each kind; in most recipes a pack is one image
 * @param training of those that it learns from
 * @param heldOut of the others
 */
public record HeldOutScores(int judged, Score training, Score heldOut) {
  /**
   * Of some real images.
   *
   * @param accuracy share that is taken for real; where D compares pairs, share of which it says
   *     more than of the middle one of those held out
   * @param logit mean of log(D / (1 - D))
   */
  public record Score(double accuracy, double logit) {
    /** Of their logits, real being what is above {@code threshold}. */
    public static Score of(float[] logits, float threshold) {
      int right = 0;
      double sum = 0;
      for (float logit : logits) {
        right += logit > threshold ? 1 : 0;
        sum += logit;
      }
      return new Score((double) right / logits.length, sum / logits.length);
    }
  }

  /** By how much D knows those better that it learns from. */
  double gap() {
    return training.accuracy() - heldOut.accuracy();
  }

  /** Of {@link #gap}, at most. */
  double standardError() {
    return Math.sqrt(2 * 0.25 / judged);
  }
}
