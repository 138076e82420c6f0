package dev.digitgan.trainer.pair;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import dev.digitgan.network.ValueRange;
import dev.digitgan.trainer.data.DigitSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All images as one array on the device, and the order of the pass as another, so that a step sends
 * nothing to the device. Belongs to the training thread.
 */
final class DeviceImages implements DeviceSide.ImageTable {
  /** The number of images that are copied at a time, which bounds the host memory. */
  private static final int CHUNK = 1_000;

  private final NDManager manager;
  private final NDArray pixels;
  private @Nullable Order order;

  private DeviceImages(NDManager manager, NDArray pixels) {
    this.manager = manager;
    this.pixels = pixels;
  }

  /** The images of one pass, of shape (images, channels), int64. */
  private record Order(long pass, NDArray images) {}

  /** Copies the images to {@code manager}, which is closed last; a pixel takes four bytes. */
  static DeviceImages of(NDManager manager, DigitSet data, ValueRange range) {
    NDArray pixels = manager.create(new Shape(data.count(), data.imageBytes()));
    HostImages host = new HostImages(data, range);
    for (int first = 0; first < data.count(); first += CHUNK) {
      int end = Math.min(first + CHUNK, data.count());
      try (NDArray chunk = host.rows(manager, IntStream.range(first, end).toArray())) {
        pixels.set(new NDIndex("{}:{}", first, end), chunk);
      }
    }
    return new DeviceImages(manager, pixels);
  }

  @Override
  public NDArray batch(NDManager step, BatchOrder.Choice choice) {
    NDArray images = order(choice.pass());
    int channels = choice.pass().images().length;
    int count = choice.images().length / channels;
    NDIndex places = new NDIndex("{}:{}", choice.first(), choice.first() + count);
    try (NDArray which = images.get(places);
        NDArray flat = which.flatten()) {
      return pixels.get(step, new NDIndex("{}", flat));
    }
  }

  private NDArray order(BatchOrder.Pass pass) {
    if (order == null || order.pass() != pass.number()) {
      if (order != null) {
        order.images().close();
      }
      order = new Order(pass.number(), copied(pass.images()));
    }
    return order.images();
  }

  private NDArray copied(int[][] orders) {
    long[] images = new long[orders.length * orders[0].length];
    for (int channel = 0; channel < orders.length; channel++) {
      for (int place = 0; place < orders[channel].length; place++) {
        images[place * orders.length + channel] = orders[channel][place];
      }
    }
    return manager.create(images, new Shape(orders[0].length, orders.length));
  }
}
