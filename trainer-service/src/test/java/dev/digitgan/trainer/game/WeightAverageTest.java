package dev.digitgan.trainer.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.types.Shape;
import dev.digitgan.checkpoint.codec.HostTensor;
import dev.digitgan.network.BatchNormalization;
import dev.digitgan.network.LayerStack;
import dev.digitgan.network.Linear;
import dev.digitgan.network.Network;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class WeightAverageTest {
  private static final LayerStack STACK =
      new LayerStack(
          List.of(new Linear(2, 3), new BatchNormalization(3, 1e-5f, 0.9f)), new Shape(2));

  @Test
  void afterAHalfLifeHalfOfWhatWasIsLeftOfEveryTensor() {
    try (Network network = network(1);
        WeightAverage average = WeightAverage.of(network, 1_000, Device.cpu())) {
      fill(network, 3);
      for (int i = 0; i < 10; i++) {
        average.add(network, 100, 1_000_000);
      }
      assertThat(average.tensors()).hasSize(6);
      assertThat(average.tensors().values())
          .allSatisfy(
              tensor -> {
                for (float value : tensor.values()) {
                  assertThat(value).isCloseTo(2, within(1e-5f));
                }
              });
    }
  }

  @Test
  void inTheBeginningItForgetsFaster() {
    try (Network network = network(1);
        WeightAverage average = WeightAverage.of(network, 1_000, Device.cpu())) {
      fill(network, 3);
      // A twentieth of the images seen is 10, so that 30 are three half-lives.
      average.add(network, 30, 200);
      assertThat(values(average, "0.weight")[0]).isCloseTo(2.75f, within(1e-5f));
    }
  }

  @Test
  void itGoesOnFromWhatWasSaved() {
    try (Network network = network(1);
        WeightAverage average = WeightAverage.of(network, 1_000, Device.cpu());
        Network other = network(7);
        WeightAverage restored = WeightAverage.of(other, 1_000, Device.cpu())) {
      fill(network, 5);
      average.add(network, 64, 640_000);
      Map<String, HostTensor> saved = average.tensors();
      restored.restore(saved::get);
      restored.add(network, 64, 640_064);
      average.add(network, 64, 640_064);
      restored
          .tensors()
          .forEach((name, tensor) -> assertThat(tensor.values()).isEqualTo(values(average, name)));
    }
  }

  private static float[] values(WeightAverage average, String name) {
    return Objects.requireNonNull(average.tensors().get(name)).values();
  }

  private static Network network(float value) {
    return Network.create(
        STACK, Device.cpu(), (manager, name, tensor) -> manager.full(tensor.shape(), value));
  }

  private static void fill(Network network, float value) {
    network
        .tensors()
        .values()
        .forEach(
            array -> {
              float[] values = new float[Math.toIntExact(array.size())];
              Arrays.fill(values, value);
              array.set(values);
            });
  }
}
