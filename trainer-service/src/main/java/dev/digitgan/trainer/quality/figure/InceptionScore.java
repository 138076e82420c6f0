package dev.digitgan.trainer.quality.figure;

/**
 * The exponential of the mean divergence KL(p(y|x) || p(y)): from 1, if all rows are alike, to the
 * number of classes, if each row is sure of its class and all classes are equally frequent. It does
 * not use real rows: one image of each class gets the best score.
 *
 * <p>Source: Salimans et al., "Improved techniques for training GANs" (2016), section 4; over all
 * rows at once, not in ten parts.
 */
public final class InceptionScore {
  private InceptionScore() {}

  /** The score of p(y|x), a row for each image and a column for each class. */
  public static double of(Rows probabilities) {
    probabilities.requireAtLeast(1);
    probabilities.requireProbabilities();
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
    // This is the mean of sum p ln(p / q), since q is the mean of p.
    return Math.exp(ofRows / probabilities.count() - ofMean);
  }

  private static double timesLog(double p) {
    return p == 0 ? 0 : p * Math.log(p);
  }
}
