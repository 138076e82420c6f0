package dev.digitgan.trainer.game;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.digitgan.network.LayerStack;
import dev.digitgan.network.LayerTensor.Role;
import dev.digitgan.network.Linear;
import dev.digitgan.network.Reshape;
import dev.digitgan.random.RandomStream;
import dev.digitgan.random.RandomStream.Domain;
import dev.digitgan.trainer.optim.AdamSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DiscriminatorTest {
  private static final AdamSettings ADAM = AdamSettings.of(1e-3f, 0.5f, 0.9f);
  private static final Noise NOISE = new HostNoise(new RandomStream(1, Domain.TRAINING_LATENT, 0));

  @Test
  void imagesAreJudgedInPacksOfThoseThatFollowEachOther() {
    // Each pixel weighs ten times the one before.
    try (Player player = player(new Reshape(List.of(2)), new Linear(2, 1), 2);
        NDManager manager = player.network().newManager()) {
      NDArray images = manager.create(new float[] {1, 2, 3, 4}, new Shape(4, 1, 1, 1));
      NDArray logits = new Discriminator(player, 2, 0).logits(images, new int[4], NOISE);
      assertThat(logits.getShape()).isEqualTo(new Shape(2, 1));
      assertThat(logits.toFloatArray()).containsExactly(1 + 20, 3 + 40);
    }
  }

  @Test
  void theLogitOfTheImagesOwnClassCounts() {
    // A pixel of 1 makes logits 1, 10, 100.
    try (Player player = player(new Reshape(List.of(1)), new Linear(1, 3), 1);
        NDManager manager = player.network().newManager()) {
      NDArray images = manager.create(new float[] {1, 1, 2}, new Shape(3, 1, 1, 1));
      NDArray logits = new Discriminator(player, 1, 3).logits(images, new int[] {2, 0, 1}, NOISE);
      assertThat(logits.getShape()).isEqualTo(new Shape(3, 1));
      assertThat(logits.toFloatArray()).containsExactly(100, 1, 20);
    }
  }

  private static Player player(Reshape flat, Linear linear, int channels) {
    return Player.create(
        new LayerStack(List.of(flat, linear), new Shape(channels, 1, 1)),
        PlayerSettings.of(ADAM),
        Device.cpu(),
        (manager, name, tensor) -> {
          float[] values = new float[Math.toIntExact(tensor.shape().size())];
          for (int i = 0; i < values.length && tensor.role() == Role.WEIGHT; i++) {
            values[i] = (float) Math.pow(10, i);
          }
          return manager.create(values, tensor.shape());
        });
  }
}
