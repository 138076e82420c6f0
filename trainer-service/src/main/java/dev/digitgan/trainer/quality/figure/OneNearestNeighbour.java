package dev.digitgan.trainer.quality.figure;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * The leave-one-out accuracy of a 1-nearest-neighbour classifier of two sets of equal size: about
 * 0.5 for equal distributions, 1 for separate sets, less than 0.5 if rows of one set are near rows
 * of the other (copies). A tie between both sets counts as half right, since identical images
 * exist.
 *
 * <p>Source: Lopez-Paz and Oquab, "Revisiting classifier two-sample tests" (2017), section 3; both
 * accuracies apart: Xu et al., "An empirical study on evaluation metrics of generative adversarial
 * networks" (2018), section 2.
 *
 * @param accuracy over all rows
 * @param realAccuracy share of the real rows whose nearest row is real
 * @param fakeAccuracy share of the fakes whose nearest row is a fake; high if fakes cluster
 */
public record OneNearestNeighbour(double accuracy, double realAccuracy, double fakeAccuracy) {
  /** The accuracies for neighbourhoods of any k. */
  public static OneNearestNeighbour of(Neighbourhoods real, Neighbourhoods fake, int threadCount) {
    checkArgument(
        real.count() == fake.count(),
        "%s real rows and %s fakes: the numbers must be equal",
        real.count(),
        fake.count());
    double ofReal = accuracy(real, fake, threadCount);
    double ofFake = accuracy(fake, real, threadCount);
    return new OneNearestNeighbour((ofReal + ofFake) / 2, ofReal, ofFake);
  }

  private static double accuracy(Neighbourhoods own, Neighbourhoods other, int threadCount) {
    NearestNeighbours strangers = NearestNeighbours.among(other.rows(), own.rows(), 1, threadCount);
    double right = 0;
    for (int row = 0; row < own.count(); row++) {
      int order =
          Double.compare(own.squaredDistanceToNearest(row), strangers.squaredDistance(row, 0));
      right += order < 0 ? 1 : order == 0 ? 0.5 : 0;
    }
    return right / own.count();
  }
}
