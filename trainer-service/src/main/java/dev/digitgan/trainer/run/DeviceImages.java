package dev.digitgan.trainer.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import dev.digitgan.network.ValueRange;
import dev.digitgan.trainer.data.DigitSet;

/** All images as one array on the device, so that a step sends it no more than their numbers. */
final class DeviceImages implements ImageTable {
  /** Images that go to the device at a time: the copy in host memory is short. */
  private static final int CHUNK = 1_000;

  private final NDArray pixels;

  private DeviceImages(NDArray pixels) {
    this.pixels = pixels;
  }

  /**
   * Copies the images, which takes four bytes a pixel.
   *
   * @param manager of the device; owns the copy, and is closed no sooner than the last step
   */
  static DeviceImages of(NDManager manager, DigitSet data, ValueRange range) {
    NDArray pixels = manager.create(new Shape(data.count(), data.imageBytes()));
    HostImages host = new HostImages(data, range);
    for (int first = 0; first < data.count(); first += CHUNK) {
      int[] images = new int[Math.min(CHUNK, data.count() - first)];
      for (int i = 0; i < images.length; i++) {
        images[i] = first + i;
      }
      try (NDArray chunk = host.rows(manager, images)) {
        pixels.set(new NDIndex("{}:{}", first, first + images.length), chunk);
      }
    }
    return new DeviceImages(pixels);
  }

  @Override
  public NDArray rows(NDManager manager, int[] images) {
    long[] rows = new long[images.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = images[i];
    }
    try (NDArray which = manager.create(rows)) {
      return pixels.get(manager, new NDIndex("{}", which));
    }
  }
}
