package dev.digitgan.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.digitgan.network.ValueRange;
import dev.digitgan.trainer.data.DigitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ImageTableTest {
  @Test
  void pixelsAreMappedToTheRange() {
    DigitSet two = DigitSet.owning("two", 1, 2, new byte[] {0, -1, -1, -1}, new byte[2]);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NDArray rows =
          new HostImages(two, ValueRange.MINUS_ONE_TO_ONE).rows(manager, new int[] {1, 0, 1});
      assertThat(rows.getShape()).isEqualTo(new Shape(3, 2));
      assertThat(rows.toFloatArray()).containsExactly(1, 1, -1, 1, 1, 1);
    }
  }

  /** More images than one copy to the device takes, every level of grey among them. */
  @Test
  void imagesOnTheDeviceAreTheSameBitForBit() {
    int count = 2_600;
    byte[] pixels = new byte[count * 4];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 31 + i / 256);
    }
    DigitSet data = DigitSet.owning("many", 2, 2, pixels, new byte[count]);
    int[] chosen = {0, 999, 1_000, 1_999, 2_000, 2_599, 17, 17, 1_234};
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        NDManager step = manager.newSubManager()) {
      ImageTable device = DeviceImages.of(manager, data, ValueRange.MINUS_ONE_TO_ONE);
      ImageTable host = new HostImages(data, ValueRange.MINUS_ONE_TO_ONE);
      NDArray rows = device.rows(step, chosen);
      assertThat(rows.getManager()).isSameAs(step);
      assertThat(rows.toFloatArray()).isEqualTo(host.rows(step, chosen).toFloatArray());
      int[] all = IntStream.range(0, count).toArray();
      assertThat(device.rows(step, all).toFloatArray())
          .isEqualTo(host.rows(step, all).toFloatArray());
    }
  }
}
