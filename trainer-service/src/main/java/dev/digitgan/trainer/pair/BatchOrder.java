package dev.digitgan.trainer.pair;

import dev.digitgan.random.RandomStream;
import dev.digitgan.random.RandomStream.Domain;
import dev.digitgan.trainer.data.DigitSet;
import org.jspecify.annotations.Nullable;

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
  private final int channels;
  private @Nullable Pass pass;
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
    this.channels = channels;
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
   * The order of one pass over the data set; not changed once it is made.
   *
   * @param number of the pass, from 0
   * @param images for each channel all images of the data set
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Pass(long number, int[][] images) {}

  /**
   * A batch.
   *
   * @param pass that it is of
   * @param first of its places in the pass
   * @param images for each image of the batch one of the data set for each of its channels
   * @param labels of the images' first channels
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Choice(Pass pass, int first, int[] images, int[] labels) {}

  /** The next batch. */
  Choice next() {
    Pass current = pass(batch / batchesPerPass());
    int[][] orders = current.images();
    int first = Math.toIntExact(batch % batchesPerPass()) * batchSize;
    int[] images = new int[batchSize * channels];
    int[] labels = new int[batchSize];
    for (int i = 0; i < batchSize; i++) {
      labels[i] = data.label(orders[0][first + i]);
      for (int channel = 0; channel < channels; channel++) {
        images[i * channels + channel] = orders[channel][first + i];
      }
    }
    batch++;
    return new Choice(current, first, images, labels);
  }

  private Pass pass(long number) {
    if (pass == null || pass.number() != number) {
      int[][] orders = new int[channels][data.count()];
      for (int channel = 0; channel < channels; channel++) {
        shuffle(orders[channel], (long) channel << 48 | number);
      }
      pass = new Pass(number, orders);
    }
    return pass;
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
