package dev.digitgan.trainer.game;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.digitgan.random.RandomStream;
import dev.digitgan.random.RandomStream.Domain;
import dev.digitgan.trainer.testing.TrainingThread;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TrainingThread.class)
final class ShiftsTest {
  private static final int MOST = 1;
  private static final int COUNT = 200;
  private static final int SIDE = 3;
  private static final float BACKGROUND = -1;

  private final NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
  private final Shape shape = new Shape(COUNT, 2, SIDE, SIDE);
  private final Shifts shifts = Shifts.of(manager, MOST, new Shape(2, SIDE, SIDE), BACKGROUND);

  @AfterEach
  void close() {
    manager.close();
  }

  /** Pixel p of channel c of image n is 100 n + 10 c + p. */
  private NDArray images() {
    float[] pixels = new float[COUNT * 2 * SIDE * SIDE];
    for (int i = 0; i < pixels.length; i++) {
      int within = i % (2 * SIDE * SIDE);
      pixels[i] =
          100 * (i / (2 * SIDE * SIDE)) + 10 * (within / (SIDE * SIDE)) + within % (SIDE * SIDE);
    }
    return manager.create(pixels, shape);
  }

  @Test
  void eachImageIsMovedAsAWholeAndBackgroundComesIn() {
    float[] before = images().toFloatArray();
    float[] after = shifts.of(images(), noise(1)).toFloatArray();
    Set<String> seen = new HashSet<>();
    for (int image = 0; image < COUNT; image++) {
      seen.add(shiftOf(before, after, image));
    }
    assertThat(seen).as("of nine, each about 22 times").hasSize(9).doesNotContain("none");
  }

  /** By which the image was moved, if it was moved. */
  private static String shiftOf(float[] before, float[] after, int image) {
    for (int down = -MOST; down <= MOST; down++) {
      for (int right = -MOST; right <= MOST; right++) {
        if (isMoved(before, after, image, down, right)) {
          return down + " " + right;
        }
      }
    }
    return "none";
  }

  private static boolean isMoved(float[] before, float[] after, int image, int down, int right) {
    for (int channel = 0; channel < 2; channel++) {
      int at = (image * 2 + channel) * SIDE * SIDE;
      for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
          int fromY = y - down;
          int fromX = x - right;
          boolean inside = fromY >= 0 && fromY < SIDE && fromX >= 0 && fromX < SIDE;
          float expected = inside ? before[at + fromY * SIDE + fromX] : BACKGROUND;
          if (after[at + y * SIDE + x] != expected) {
            return false;
          }
        }
      }
    }
    return true;
  }

  @Test
  void theShiftIsAFunctionOfTheStream() {
    float[] first = shifts.of(images(), noise(1)).toFloatArray();
    assertThat(shifts.of(images(), noise(1)).toFloatArray()).isEqualTo(first);
    assertThat(shifts.of(images(), noise(2)).toFloatArray()).isNotEqualTo(first);
  }

  @Test
  void gradientsComeBackToWhereThePixelsWere() {
    NDArray images = images();
    JniUtils.attachGradient((PtNDArray) images, true);
    NDArray after = shifts.of(images, noise(1));
    // Each pixel that is still in the picture is counted with its own value.
    NDArray sum = after.square().sum().div(2);
    JniUtils.backward((PtNDArray) sum, (PtNDArray) sum.onesLike(), false, false);
    float[] before = images.toFloatArray();
    float[] gradient = images.getGradient().toFloatArray();
    Set<Float> kept = new HashSet<>();
    for (float pixel : after.toFloatArray()) {
      kept.add(pixel);
    }
    for (int i = 0; i < gradient.length; i++) {
      assertThat(gradient[i]).isEqualTo(kept.contains(before[i]) ? before[i] : 0);
    }
  }

  private static Noise noise(long stream) {
    return new HostNoise(new RandomStream(1, Domain.TRAINING_LATENT, stream));
  }
}
