package dev.digitgan.trainer.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.digitgan.network.Conv2d;
import dev.digitgan.network.Layer;
import dev.digitgan.network.LayerTensor;
import dev.digitgan.network.Linear;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class InitialWeightsTest {
  private static final Layer LINEAR = new Linear(300, 200);
  private static final Layer CONV = new Conv2d(16, 32, 3, 1, 1);

  @Test
  void fanInIsPyTorchsDefault() {
    assertUniform(Initialization.FAN_IN, LINEAR.tensors().get(0), 1 / Math.sqrt(300));
    assertUniform(Initialization.FAN_IN, LINEAR.tensors().get(1), 1 / Math.sqrt(300));
    assertUniform(Initialization.FAN_IN, CONV.tensors().get(0), 1 / Math.sqrt(16 * 9));
  }

  @Test
  void xavierCountsOutputsToo() {
    assertUniform(Initialization.XAVIER, LINEAR.tensors().get(0), Math.sqrt(6.0 / 500));
    assertUniform(Initialization.XAVIER, CONV.tensors().get(0), Math.sqrt(6.0 / (48 * 9)));
    assertThat(values(Initialization.XAVIER, LINEAR.tensors().get(1))).containsOnly(0);
  }

  @Test
  void aBoundIsTakenAsItIs() {
    assertUniform(Initialization.uniform(0.05f), LINEAR.tensors().get(0), 0.05);
    assertThat(values(Initialization.uniform(0.05f), LINEAR.tensors().get(1))).containsOnly(0);
  }

  @Test
  void playersAndSeedsHaveNumbersOfTheirOwn() {
    LayerTensor weight = LINEAR.tensors().get(0);
    float[] generator = values(Initialization.FAN_IN, weight);
    assertThat(values(Initialization.FAN_IN, weight)).isEqualTo(generator);
    assertThat(values(InitialWeights.ofGenerator(Initialization.FAN_IN, 2), weight))
        .isNotEqualTo(generator);
    assertThat(values(InitialWeights.ofDiscriminator(Initialization.FAN_IN, 1), weight))
        .isNotEqualTo(generator);
  }

  private static void assertUniform(Initialization initialization, LayerTensor tensor, double to) {
    float[] values = values(initialization, tensor);
    double most = 0;
    double squares = 0;
    for (float value : values) {
      most = Math.max(most, Math.abs(value));
      squares += (double) value * value;
    }
    assertThat(most).isLessThanOrEqualTo(to * (1 + 1e-6)).isGreaterThan(0.97 * to);
    // Of a uniform distribution on (-b, b) the variance is b²/3.
    double error = 4 / Math.sqrt(values.length);
    assertThat(squares / values.length / (to * to / 3)).isCloseTo(1, within(error));
  }

  private static float[] values(Initialization initialization, LayerTensor tensor) {
    return values(InitialWeights.ofGenerator(initialization, 1), tensor);
  }

  private static float[] values(InitialWeights source, LayerTensor tensor) {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      Shape shape = tensor.shape();
      float[] values = source.create(manager, "any", tensor).toFloatArray();
      assertThat(values).hasSize((int) shape.size());
      return Arrays.copyOf(values, values.length);
    }
  }
}
