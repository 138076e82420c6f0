package dev.digitgan.trainer.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.digitgan.latent.LatentDistribution;
import dev.digitgan.latent.LatentSource;
import dev.digitgan.random.RandomStream;
import dev.digitgan.random.RandomStream.Domain;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * On the CPU, whose engine draws by another algorithm than a GPU's: only the names are the same.
 */
final class DeviceNoiseTest {
  private static final int COUNT = 4_000;

  private final NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void latentsAreAFunctionOfTheStreamWhateverWasDrawnBefore() {
    float[] first = normals(noise(1, 5));
    manager.randomNormal(new Shape(17)).close();
    assertThat(normals(noise(1, 5))).isEqualTo(first);
    assertThat(normals(noise(1, 6))).isNotEqualTo(first);
    assertThat(normals(noise(2, 5))).isNotEqualTo(first);
  }

  @Test
  void oneRoundsDrawsDifferFromEachOther() {
    DeviceNoise noise = noise(1, 5);
    assertThat(normals(noise)).isNotEqualTo(normals(noise));
  }

  @Test
  void latentsAreOfTheirDistribution() {
    float[] normals = normals(noise(1, 5));
    assertThat(mean(normals)).isCloseTo(0, within(0.05));
    assertThat(variance(normals)).isCloseTo(1, within(0.05));
    LatentSource uniform = new LatentSource(4, LatentDistribution.UNIFORM);
    NDArray drawn = noise(1, 5).latents(manager, uniform, COUNT / 4);
    assertThat(drawn.getShape()).isEqualTo(new Shape(COUNT / 4, 4));
    float[] uniforms = drawn.toFloatArray();
    assertThat(mean(uniforms)).isCloseTo(0, within(0.05));
    assertThat(variance(uniforms)).isCloseTo(1 / 3.0, within(0.02));
    for (float value : uniforms) {
      assertThat(value).isBetween(-1f, 1f);
    }
  }

  @Test
  void signsAreOfOneSizeAndEven() {
    float[] signs = noise(1, 5).signs(manager, new Shape(COUNT), 0.5f).toFloatArray();
    assertThat(signs).containsOnly(0.5f, -0.5f);
    assertThat(mean(signs)).isCloseTo(0, within(0.03));
  }

  @Test
  void choicesAreEven() {
    long[] choices = noise(1, 5).choices(manager, COUNT, 4).toLongArray();
    assertThat(choices).containsOnly(0, 1, 2, 3);
    assertThat(Arrays.stream(choices).average()).hasValueCloseTo(1.5, within(0.06));
  }

  private static DeviceNoise noise(long seed, long step) {
    return DeviceNoise.begin(new RandomStream(seed, Domain.TRAINING_LATENT, step));
  }

  private float[] normals(DeviceNoise noise) {
    LatentSource source = new LatentSource(COUNT / 100, LatentDistribution.NORMAL);
    return noise.latents(manager, source, 100).toFloatArray();
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double variance(float[] values) {
    float[] squares = Arrays.copyOf(values, values.length);
    double mean = mean(values);
    for (int i = 0; i < squares.length; i++) {
      squares[i] = (float) Math.pow(values[i] - mean, 2);
    }
    return mean(squares);
  }
}
