package dev.digitgan.trainer.pair;

import dev.digitgan.random.RandomStream;
import dev.digitgan.random.RandomStream.Domain;
import dev.digitgan.trainer.data.DigitSet;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the images of batches: all images are shuffled again for each pass over the data set, and
 * a pass leaves out the last images if they do not fill a batch.
 *
 * <p>If images have several channels, each channel is an image of the set, in an order of its own;
 * three channels make the stacked digits of Metz et al., arXiv:1611.02163, section 3.3.1.
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

  /** Returns the number of images in the data set. */
  int images() {
    return data.count();
  }

  int batchesPerPass() {
    return data.count() / batchSize;
  }

  /** Returns the number of batches given so far. */
  long position() {
    return batch;
  }

  void seek(long position) {
    batch = position;
  }

  /**
   * The order of one pass over the data set; immutable.
   *
   * @param number of the pass, from 0
   * @param images all images of the data set, for each channel
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Pass(long number, int[][] images) {}

  /**
   * A batch.
   *
   * @param first its first place in the pass
   * @param images for each image of the batch, an image of the data set for each channel
   * @param labels the labels of the first channels
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Choice(Pass pass, int first, int[] images, int[] labels) {}

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

  /** Shuffles all images by Fisher and Yates's algorithm. */
  private void shuffle(int[] order, long stream) {
    RandomStream random = new RandomStream(seed, Domain.DATA_ORDER, stream);
    Arrays.setAll(order, i -> i);
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
  }
}
