package dev.digitgan.trainer.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.digitgan.network.Layer.Mode;
import org.junit.jupiter.api.Test;

final class MaxoutTest {
  /**
   * Two outputs of three pieces each: the rows of W are the pieces of the first, then of the
   * second.
   */
  @Test
  void eachOutputIsTheGreatestOfItsPieces() {
    Maxout layer = new Maxout(2, 2, 3);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NDArray weight =
          manager.create(
              new float[] {1, 0, 0, 1, -1, -1, 2, 2, 0, 0, -3, 1}, layer.tensors().get(0).shape());
      NDArray bias = manager.create(new float[] {0, 0.5f, 0, -1, 0.25f, 0});
      NDArray x = manager.create(new float[] {1, 2, -1, -2}, new Shape(2, 2));

      NDArray y = layer.forward(x, name -> name.equals("weight") ? weight : bias, Mode.TRAINING);

      assertThat(y.getShape()).isEqualTo(new Shape(2, 2));
      // (1, 2): 1, 2.5, -3 and 5, 0.25, -1; (-1, -2): -1, -1.5, 3 and -7, 0.25, 1.
      assertThat(y.toFloatArray()).containsExactly(2.5f, 5, 3, 1);
    }
  }

  @Test
  void whatItCannotTakeIsRefused() {
    assertThat(new Maxout(784, 240, 5).outputShape(new Shape(784))).isEqualTo(new Shape(240));
    assertThatThrownBy(() -> new Maxout(784, 240, 5).outputShape(new Shape(783)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Maxout(784, 240, 0)).hasMessage("pieces is 0, less than 1");
  }
}
