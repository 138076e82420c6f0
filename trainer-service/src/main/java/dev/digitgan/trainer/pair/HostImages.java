package dev.digitgan.trainer.pair;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.digitgan.network.EngineMemory;
import dev.digitgan.network.ValueRange;
import dev.digitgan.trainer.data.DigitSet;

/** Images as the bytes of the data set, mapped to the range for each batch. */
final class HostImages implements DeviceSide.ImageTable {
  private final DigitSet data;
  private final float[] values = new float[256];

  HostImages(DigitSet data, ValueRange range) {
    this.data = data;
    for (int level = 0; level < values.length; level++) {
      values[level] = range.value(level);
    }
  }

  @Override
  public NDArray batch(NDManager manager, BatchOrder.Choice choice) {
    return rows(manager, choice.images());
  }

  /** Returns the pixels of any images, of shape (images, height · width). */
  NDArray rows(NDManager manager, int[] images) {
    int size = data.imageBytes();
    byte[] image = new byte[size];
    float[] pixels = new float[images.length * size];
    for (int i = 0; i < images.length; i++) {
      data.copyImage(images[i], image, 0);
      for (int p = 0; p < size; p++) {
        pixels[i * size + p] = values[image[p] & 0xFF];
      }
    }
    return EngineMemory.create(manager, pixels, new Shape(images.length, size));
  }
}
