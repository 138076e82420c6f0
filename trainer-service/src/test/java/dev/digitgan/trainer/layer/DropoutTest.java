package dev.digitgan.trainer.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.digitgan.network.Layer.Mode;
import dev.digitgan.network.LayerStack;
import dev.digitgan.network.Network;
import dev.digitgan.random.RandomStream;
import dev.digitgan.random.RandomStream.Domain;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DropoutTest {
  private static final int SIZE = 40_000;

  private final NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @ValueSource(floats = {0.2f, 0.5f, 0.8f, 1})
  void keepsSuchAShareAndScalesIt(float kept) {
    float[] y = train(kept, 1);
    int count = 0;
    for (float value : y) {
      assertThat(value).isIn(0f, 3 / kept);
      count += value == 0 ? 0 : 1;
    }
    double error = 4 * Math.sqrt(kept * (1 - kept) / SIZE);
    assertThat((double) count / SIZE).isCloseTo(kept, within(error + 1e-12));
  }

  @Test
  void whatIsKeptIsAFunctionOfTheRandomNumbers() {
    assertThat(train(0.5f, 1)).isEqualTo(train(0.5f, 1)).isNotEqualTo(train(0.5f, 2));
  }

  @Test
  void inInferenceNothingIsDropped() {
    NDArray x = manager.full(new Shape(1, SIZE), 3);
    assertThat(new Dropout(0.5f).forward(x, name -> x, Mode.INFERENCE)).isSameAs(x);
  }

  @Test
  void inTrainingThereMustBeRandomNumbers() {
    NDArray x = manager.full(new Shape(1, SIZE), 3);
    assertThatThrownBy(() -> new Dropout(0.5f).forward(x, name -> x, Mode.TRAINING))
        .hasMessage("this pass has no random numbers");
    assertThatThrownBy(() -> new Dropout(0)).hasMessage("kept is 0.0, not from 0 to 1");
  }

  private float[] train(float kept, long stream) {
    LayerStack stack = new LayerStack(List.of(new Dropout(kept)), new Shape(SIZE));
    try (Network network =
        Network.create(stack, Device.cpu(), (m, name, tensor) -> m.zeros(tensor.shape()))) {
      NDArray x = manager.full(new Shape(1, SIZE), 3);
      return network.train(x, new RandomStream(1, Domain.TRAINING_LATENT, stream)).toFloatArray();
    }
  }
}
