package dev.digitgan.trainer.run;

import dev.digitgan.random.RandomStream;
import dev.digitgan.random.RandomStream.Domain;
import dev.digitgan.trainer.data.DigitSet;

/**
 * Which images make a batch: all are shuffled anew for each pass over the data set; what is left
 * over at the end of a pass and makes no whole batch is not shown in that pass.
 *
 * <p>Where images are to have several channels, each channel is an image of the set, shuffled by
 * itself: of three, the stacked digits of Metz et al., arXiv:1611.02163, section 3.3.1.
 *
 * <p>Batch b is a function of (data set, seed, batch size, b) alone. Belongs to one thread.
 */
final class BatchOrder {
  private final DigitSet data;
  private final long seed;
  private final int batchSize;
  private final int[][] orders;
  private long orderOfPass = -1;
  private long batch;

  /**
   * @param channels of the images
   * @throws IllegalArgumentException if the data set has not one whole batch
   */
  BatchOrder(DigitSet data, long seed, int batchSize, int channels) {
    if (data.count() < batchSize) {
      throw new IllegalArgumentException(
          data.name() + " has " + data.count() + " images, less than a batch of " + batchSize);
    }
    this.data = data;
    this.seed = seed;
    this.batchSize = batchSize;
    orders = new int[channels][data.count()];
  }

  /** In the data set. */
  int images() {
    return data.count();
  }

  /** Batches of one pass. */
  int batchesPerPass() {
    return data.count() / batchSize;
  }

  /** Batches given so far. */
  long position() {
    return batch;
  }

  /** Goes to where {@code position} batches have been given. */
  void seek(long position) {
    batch = position;
  }

  /**
   * A batch.
   *
   * @param images for each image of the batch one of the data set for each of its channels
   * @param labels of the images' first channels
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Choice(int[] images, int[] labels) {}

  /** The next batch. */
  Choice next() {
    long pass = batch / batchesPerPass();
    if (pass != orderOfPass) {
      for (int channel = 0; channel < orders.length; channel++) {
        shuffle(orders[channel], (long) channel << 48 | pass);
      }
      orderOfPass = pass;
    }
    int first = Math.toIntExact(batch % batchesPerPass()) * batchSize;
    int[] images = new int[batchSize * orders.length];
    int[] labels = new int[batchSize];
    for (int i = 0; i < batchSize; i++) {
      labels[i] = data.label(orders[0][first + i]);
      for (int channel = 0; channel < orders.length; channel++) {
        images[i * orders.length + channel] = orders[channel][first + i];
      }
    }
    batch++;
    return new Choice(images, labels);
  }

  /** Fisher and Yates's shuffle of all images, from a stream of numbers. */
  private void shuffle(int[] order, long stream) {
    RandomStream random = new RandomStream(seed, Domain.DATA_ORDER, stream);
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
  }
}
