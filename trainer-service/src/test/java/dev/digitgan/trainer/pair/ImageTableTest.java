package dev.digitgan.trainer.pair;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.digitgan.network.ValueRange;
import dev.digitgan.trainer.data.DigitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** More images than one copy to the device takes, every level of grey among them; two passes. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void batchesOnTheDeviceAreTheSameBitForBit(int channels) {
    int count = 2_600;
    byte[] pixels = new byte[count * 4];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 31 + i / 256);
    }
    DigitSet data = DigitSet.owning("many", 2, 2, pixels, new byte[count]);
    BatchOrder batches = new BatchOrder(data, 1, 500, channels);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      DeviceSide.ImageTable device = DeviceImages.of(manager, data, ValueRange.MINUS_ONE_TO_ONE);
      DeviceSide.ImageTable host = new HostImages(data, ValueRange.MINUS_ONE_TO_ONE);
      int managed = manager.getManagedArrays().size();
      for (int batch = 0; batch < 2 * batches.batchesPerPass(); batch++) {
        BatchOrder.Choice choice = batches.next();
        try (NDManager step = manager.newSubManager()) {
          NDArray rows = device.batch(step, choice);
          assertThat(rows.getManager()).isSameAs(step);
          assertThat(rows.getShape()).isEqualTo(new Shape(500L * channels, 4));
          assertThat(rows.toFloatArray()).isEqualTo(host.batch(step, choice).toFloatArray());
        }
      }
      assertThat(manager.getManagedArrays()).as("one order, of the last pass").hasSize(managed + 1);
    }
  }
}
