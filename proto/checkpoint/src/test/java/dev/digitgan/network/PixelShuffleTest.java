package dev.digitgan.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.digitgan.network.Layer.Mode;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PixelShuffleTest {
  private static final int ROWS = 3;
  private static final int CHANNELS = 2;
  private static final int HEIGHT = 3;
  private static final int WIDTH = 5;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void channelsBecomePixels(int factor) {
    PixelShuffle layer = new PixelShuffle(factor);
    int inputs = CHANNELS * factor * factor;
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NDArray x =
          manager
              .arange(ROWS * inputs * HEIGHT * WIDTH)
              .toType(DataType.FLOAT32, false)
              .reshape(ROWS, inputs, HEIGHT, WIDTH);
      NDArray y = layer.forward(x, name -> x, Mode.INFERENCE);

      assertThat(y.getShape())
          .isEqualTo(new Shape(ROWS).addAll(layer.outputShape(new Shape(inputs, HEIGHT, WIDTH))));
      float[] from = x.toFloatArray();
      float[] to = y.toFloatArray();
      IntStream.range(0, from.length)
          .forEach(at -> assertThat(to[target(at, factor)]).isEqualTo(from[at]));
    }
  }

  private static int target(int at, int factor) {
    int x = at % WIDTH;
    int y = at / WIDTH % HEIGHT;
    int channel = at / WIDTH / HEIGHT % (CHANNELS * factor * factor);
    int row = at / WIDTH / HEIGHT / (CHANNELS * factor * factor);
    int j = channel % factor;
    int i = channel / factor % factor;
    int c = channel / factor / factor;
    int line = (row * CHANNELS + c) * HEIGHT * factor + y * factor + i;
    return line * WIDTH * factor + x * factor + j;
  }

  @Test
  void channelsThatMakeNoWholePixelsAreRefused() {
    assertThatThrownBy(() -> new PixelShuffle(2).outputShape(new Shape(6, 2, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("takes a multiple of 4 channels");
  }
}
