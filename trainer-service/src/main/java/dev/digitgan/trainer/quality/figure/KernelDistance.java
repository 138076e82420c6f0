package dev.digitgan.trainer.quality.figure;

import dev.digitgan.random.RandomStream;
import java.util.Arrays;

/**
 * Kernel distance (KID): the unbiased estimate of the squared maximum mean discrepancy under the
 * kernel (x.y / d + 1)^3, d the number of columns. About 0, and at times less, for equal
 * distributions of any size.
 *
 * <p>Sources: Binkowski et al., "Demystifying MMD GANs" (2018), section 4; the estimate: Gretton et
 * al., "A kernel two-sample test" (2012), equation (3).
 *
 * @param value mean over the blocks
 * @param standardDeviation over the blocks, with divisor blocks - 1; over the root of their number
 *     it is the value's standard error
 * @param blockCount pairs of blocks that were compared
 */
public record KernelDistance(double value, double standardDeviation, int blockCount) {
  /** The usual size of a block. */
  public static final int BLOCK_ROWS = 1_000;

  /**
   * Compares disjoint blocks of {@code blockRows} rows each, drawn without their order (data sets
   * are not well mixed); what is left over is not used.
   *
   * @throws IllegalArgumentException if one has not the rows of two blocks, or a number is not
   *     finite
   */
  public static KernelDistance of(
      Rows real, Rows fake, int blockRows, RandomStream random, int threadCount) {
    if (blockRows < 2) {
      throw new IllegalArgumentException("blocks of " + blockRows + " rows");
    }
    Require.sameColumns(real, fake);
    Require.someOf(real, 2 * blockRows);
    Require.someOf(fake, 2 * blockRows);
    Require.finite(real);
    Require.finite(fake);
    int[] realOrder = shuffled(real.count(), random);
    int[] fakeOrder = shuffled(fake.count(), random);
    double[] blocks = new double[Math.min(real.count(), fake.count()) / blockRows];
    for (int i = 0; i < blocks.length; i++) {
      int from = i * blockRows;
      Rows ofReal = real.select(Arrays.copyOfRange(realOrder, from, from + blockRows));
      Rows ofFake = fake.select(Arrays.copyOfRange(fakeOrder, from, from + blockRows));
      blocks[i] = discrepancy(ofReal, ofFake, threadCount);
    }
    Samples.requireFinite(blocks);
    return new KernelDistance(Samples.mean(blocks), Samples.deviation(blocks), blocks.length);
  }

  /** The estimate from all rows of both. */
  static double discrepancy(Rows real, Rows fake, int threadCount) {
    return meanWithin(real, threadCount)
        + meanWithin(fake, threadCount)
        - 2 * meanBetween(real, fake, threadCount);
  }

  /** Over all pairs of different rows. */
  private static double meanWithin(Rows rows, int threadCount) {
    double[] own = new double[rows.count()];
    double sum =
        sum(
            rows,
            rows,
            threadCount,
            (query, first, count, products) -> {
              if (query >= first && query < first + count) {
                own[query] = kernel(products[query - first], rows.columns());
              }
            });
    return (sum - Arrays.stream(own).sum()) / ((double) rows.count() * (rows.count() - 1));
  }

  private static double meanBetween(Rows a, Rows b, int threadCount) {
    double sum = sum(a, b, threadCount, (query, first, count, products) -> {});
    return sum / ((double) a.count() * b.count());
  }

  private static double sum(Rows a, Rows b, int threadCount, DotProducts.Visitor also) {
    double[] sums = new double[a.count()];
    DotProducts.forEach(
        a,
        b,
        threadCount,
        (query, first, count, products) -> {
          double sum = 0;
          for (int i = 0; i < count; i++) {
            sum += kernel(products[i], a.columns());
          }
          sums[query] += sum;
          also.visit(query, first, count, products);
        });
    return Arrays.stream(sums).sum();
  }

  private static double kernel(double product, int columns) {
    double base = product / columns + 1;
    return base * base * base;
  }

  private static int[] shuffled(int count, RandomStream random) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
