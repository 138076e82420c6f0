package dev.digitgan.trainer.game;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;

/**
 * Shifts each image that D sees, real or fake, by a random number of pixels along each side: D
 * cannot memorise pixel positions of few images, and since fakes are shifted too, G does not learn
 * to shift.
 *
 * <p>Source: Zhao et al., arXiv:2006.10738, equations (4) to (6), T being their translation.
 *
 * @param sources for each shift the source of each pixel; the index after the last pixel is the
 *     background's
 */
record Shifts(int most, float background, NDArray sources) {
  /**
   * Makes shifts of up to {@code most} pixels.
   *
   * @param manager of the players' device; owns a table of (2 most + 1)² images
   * @param image shape of one image, (channels, height, width)
   * @param background the value that fills the edges
   */
  static Shifts of(NDManager manager, int most, Shape image, float background) {
    int height = Math.toIntExact(image.get(1));
    int width = Math.toIntExact(image.get(2));
    int side = 2 * most + 1;
    long[] sources = new long[side * side * height * width];
    int at = 0;
    for (int down = -most; down <= most; down++) {
      for (int right = -most; right <= most; right++) {
        for (int y = -down; y < height - down; y++) {
          for (int x = -right; x < width - right; x++) {
            boolean inside = y >= 0 && y < height && x >= 0 && x < width;
            sources[at++] = inside ? (long) y * width + x : (long) height * width;
          }
        }
      }
    }
    Shape shape = new Shape((long) side * side, (long) height * width);
    return new Shifts(most, background, manager.create(sources, shape));
  }

  /**
   * Shifts each image by its own random shift, the same for all its channels; gradients pass.
   *
   * @param images of shape (count, channels, height, width)
   */
  NDArray of(NDArray images, Noise noise) {
    Shape shape = images.getShape();
    int count = Math.toIntExact(shape.get(0));
    long channels = shape.get(1);
    long pixels = shape.get(2) * shape.get(3);
    NDManager manager = images.getManager();
    int side = 2 * most + 1;
    NDArray drawn = noise.choices(manager, count, side * side);
    NDArray from = sources.get(manager, new NDIndex("{}", drawn));
    NDArray rows = images.reshape(new Shape(count * channels, pixels));
    NDArray beyond = manager.full(new Shape(count * channels, 1), background);
    return rows.concat(beyond, 1)
        .gather(from.repeat(0, channels).reshape(new Shape(count * channels, pixels)), 1)
        .reshape(shape);
  }
}
