package dev.digitgan.trainer.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.digitgan.random.RandomStream;
import dev.digitgan.random.RandomStream.Domain;
import org.junit.jupiter.api.Test;

final class GradientPenaltyTest {
  private static final int IMAGES = 4_000;
  private static final int PIXELS = 12;

  /** d(x) = a . x + sin(b . x), whose gradient at x is a + b cos(b . x). */
  @Test
  void theMeanOfManyDirectionsIsTheSquaredLengthOfTheGradient() {
    float[] a = numbers(PIXELS, 1);
    float[] b = numbers(PIXELS, 2);
    float[] x = numbers(IMAGES * PIXELS, 3);
    double expected = 0;
    for (int i = 0; i < IMAGES; i++) {
      double inner = 0;
      for (int p = 0; p < PIXELS; p++) {
        inner += b[p] * x[i * PIXELS + p];
      }
      for (int p = 0; p < PIXELS; p++) {
        double slope = a[p] + b[p] * Math.cos(inner);
        expected += slope * slope / IMAGES;
      }
    }
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NDArray images = manager.create(x, new Shape(IMAGES, PIXELS));
      RandomStream random = new RandomStream(1, Domain.TRAINING_LATENT, 0);
      NDArray moved = GradientPenalty.moved(manager, images, new HostNoise(random));
      NDArray across = manager.create(a, new Shape(PIXELS, 1));
      NDArray along = manager.create(b, new Shape(PIXELS, 1));

      double penalty =
          GradientPenalty.of(logits(images, across, along), logits(moved, across, along))
              .getFloat();

      // The square of a sum of twelve signs' worth has a spread of about its mean.
      assertThat(penalty).isCloseTo(expected, within(0.1 * expected));
    }
  }

  @Test
  void directionsAreAFunctionOfTheStream() {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NDArray images = manager.zeros(new Shape(3, 50));
      float[] first = moved(manager, images, 1);
      assertThat(moved(manager, images, 1)).isEqualTo(first);
      assertThat(moved(manager, images, 2)).isNotEqualTo(first);
    }
  }

  private static float[] moved(NDManager manager, NDArray images, long stream) {
    RandomStream random = new RandomStream(1, Domain.TRAINING_LATENT, stream);
    return GradientPenalty.moved(manager, images, new HostNoise(random)).toFloatArray();
  }

  private static NDArray logits(NDArray images, NDArray across, NDArray along) {
    return images.matMul(across).add(images.matMul(along).sin());
  }

  private static float[] numbers(int count, long stream) {
    float[] numbers = new float[count];
    new RandomStream(9, Domain.TRAINING_LATENT, stream).nextNormals(numbers, 0, count);
    return numbers;
  }
}
