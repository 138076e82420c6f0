package dev.digitgan.trainer.quality.figure;

import java.util.Locale;

/**
 * Leave-one-out accuracy of a 1-nearest-neighbour classifier that tells two sets of equal size
 * apart: 0.5 is expected of equal distributions, 1 of sets that lie apart, less than 0.5 where each
 * row of one set is near a row of the other (copies).
 *
 * <p>Ties: a row whose nearest of its own set and nearest of the other are equally far counts as
 * half right, whatever their order. (Identical images exist.)
 *
 * <p>Source: Lopez-Paz and Oquab, "Revisiting classifier two-sample tests" (2017), section 3; both
 * accuracies apart: Xu et al., "An empirical study on evaluation metrics of generative adversarial
 * networks" (2018), section 2.
 *
 * @param accuracy over all rows
 * @param realAccuracy share of the real rows whose nearest is real; low where fakes are spread over
 *     the real
 * @param fakeAccuracy share of the fakes whose nearest is a fake; high where they crowd
 */
public record OneNearestNeighbour(double accuracy, double realAccuracy, double fakeAccuracy) {
  /**
   * Only the nearest neighbour is looked at, whatever k both were made with.
   *
   * @throws IllegalArgumentException if one set is larger than the other
   */
  public static OneNearestNeighbour of(Neighbourhoods real, Neighbourhoods fake, int threadCount) {
    if (real.count() != fake.count()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d real rows beside %d fakes: as many are due",
              real.count(),
              fake.count()));
    }
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
