package dev.digitgan.trainer.quality.figure;

/**
 * exp of the mean divergence KL(p(y|x) || p(y)), in nats before exp: from 1 (all rows alike) to the
 * number of classes (each row sure of one, all classes as often). It does not look at real rows:
 * one image of each class gets the best score.
 *
 * <p>Source: Salimans et al., "Improved techniques for training GANs" (2016), section 4; over all
 * rows at once, not in ten parts.
 */
public final class InceptionScore {
  private InceptionScore() {}

  /**
   * The score of all rows.
   *
   * @param probabilities p(y|x): a row an image, a column a class
   * @throws IllegalArgumentException if there is no row, or a row adds up to something else than 1
   */
  public static double of(Rows probabilities) {
    Require.someOf(probabilities, 1);
    Require.probabilities(probabilities);
    int classes = probabilities.columns();
    double[] sums = new double[classes];
    double ofRows = 0;
    for (int row = 0; row < probabilities.count(); row++) {
      for (int i = 0; i < classes; i++) {
        double p = probabilities.at(row, i);
        sums[i] += p;
        ofRows += timesLog(p);
      }
    }
    double ofMean = 0;
    for (double sum : sums) {
      ofMean += timesLog(sum / probabilities.count());
    }
    // The mean of sum p ln(p / q), where the mean of p is q.
    return Math.exp(ofRows / probabilities.count() - ofMean);
  }

  private static double timesLog(double p) {
    return p == 0 ? 0 : p * Math.log(p);
  }
}
