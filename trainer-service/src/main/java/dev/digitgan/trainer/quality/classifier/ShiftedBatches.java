package dev.digitgan.trainer.quality.classifier;

import static com.google.common.base.Preconditions.checkArgument;

import dev.digitgan.network.ValueRange;
import dev.digitgan.random.RandomStream;
import dev.digitgan.random.RandomStream.Domain;
import dev.digitgan.trainer.data.DigitSet;

/**
 * Batches of labelled images, each shifted by a few random pixels, shuffled for each epoch. Batch b
 * is a function of (data set, settings, b) alone. For one thread.
 */
final class ShiftedBatches {
  private final DigitSet data;
  private final ClassifierSettings settings;
  private final float[] values = new float[256];
  private final byte[] image;
  private final int[] order;
  private long orderOfEpoch = -1;

  ShiftedBatches(DigitSet data, ValueRange range, ClassifierSettings settings) {
    checkArgument(
        data.count() >= settings.batchSize(),
        "%s has %s images, less than one batch",
        data.name(),
        data.count());
    this.data = data;
    this.settings = settings;
    for (int level = 0; level < values.length; level++) {
      values[level] = range.value(level);
    }
    image = new byte[data.imageBytes()];
    order = new int[data.count()];
  }

  /** The number of whole batches in an epoch, which leaves out the rest. */
  int perEpoch() {
    return data.count() / settings.batchSize();
  }

  /**
   * A batch.
   *
   * @param labels one-hot, a number for each image and digit
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Batch(float[] images, float[] labels) {}

  Batch batch(long number) {
    long epoch = number / perEpoch();
    if (epoch != orderOfEpoch) {
      shuffle(epoch);
    }
    int first = Math.toIntExact(number % perEpoch()) * settings.batchSize();
    float[] images = new float[settings.batchSize() * image.length];
    float[] labels = new float[settings.batchSize() * DigitSet.CLASSES];
    RandomStream random = new RandomStream(settings.seed(), Domain.AUGMENTATION, number);
    int shifts = 2 * settings.largestShift() + 1;
    for (int i = 0; i < settings.batchSize(); i++) {
      int index = order[first + i];
      data.copyImage(index, image, 0);
      labels[i * DigitSet.CLASSES + data.label(index)] = 1;
      int down = random.nextInt(shifts) - settings.largestShift();
      int right = random.nextInt(shifts) - settings.largestShift();
      shift(down, right, images, i * image.length);
    }
    return new Batch(images, labels);
  }

  private void shift(int down, int right, float[] into, int at) {
    for (int y = 0; y < data.height(); y++) {
      for (int x = 0; x < data.width(); x++) {
        int fromY = y - down;
        int fromX = x - right;
        boolean inside = fromY >= 0 && fromY < data.height() && fromX >= 0 && fromX < data.width();
        int level = inside ? image[fromY * data.width() + fromX] & 0xFF : 0;
        into[at + y * data.width() + x] = values[level];
      }
    }
  }

  /** Shuffles all images (Fisher and Yates) by the stream of that epoch. */
  private void shuffle(long epoch) {
    RandomStream random = new RandomStream(settings.seed(), Domain.DATA_ORDER, epoch);
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    orderOfEpoch = epoch;
  }
}
