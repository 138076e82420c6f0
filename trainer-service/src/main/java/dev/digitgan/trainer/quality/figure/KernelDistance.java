package dev.digitgan.trainer.quality.figure;

import static com.google.common.base.Preconditions.checkArgument;

import dev.digitgan.random.RandomStream;
import java.util.Arrays;

/**
 * The kernel distance (KID): the unbiased estimate of the squared maximum mean discrepancy under
 * the kernel (x.y / d + 1)^3 with d columns. For equal distributions of any size it is about 0, and
 * may be negative.
 *
 * <p>Sources: Binkowski et al., "Demystifying MMD GANs" (2018), section 4; the estimate: Gretton et
 * al., "A kernel two-sample test" (2012), equation (3).
 *
 * @param value mean over the blocks
 * @param standardDeviation over the blocks, with divisor blocks - 1; divided by the root of their
 *     number it is the value's standard error
 * @param blockCount number of compared pairs of blocks
 */
public record KernelDistance(double value, double standardDeviation, int blockCount) {
  /** The usual size of a block. */
  public static final int BLOCK_ROWS = 1_000;

  /** Compares disjoint random blocks, at least two of each set; leftover rows are not used. */
  public static KernelDistance of(
      Rows real, Rows fake, int blockRows, RandomStream random, int threadCount) {
    checkArgument(blockRows >= 2, "blocks of %s rows", blockRows);
    real.requireColumnsOf(fake);
    real.requireAtLeast(2 * blockRows);
    fake.requireAtLeast(2 * blockRows);
    real.requireFinite();
    fake.requireFinite();
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

  static double discrepancy(Rows real, Rows fake, int threadCount) {
    return meanWithin(real, threadCount)
        + meanWithin(fake, threadCount)
        - 2 * meanBetween(real, fake, threadCount);
  }

  /** The mean over all pairs of different rows. */
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
