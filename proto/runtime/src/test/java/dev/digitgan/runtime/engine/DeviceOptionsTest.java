package dev.digitgan.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import dev.digitgan.command.UserErrorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceOptionsTest {
  @Test
  void autoTakesAGpuOnlyWhereThereIsOne() {
    assertThat(DeviceOptions.find("auto", () -> 0)).isEqualTo(Device.cpu());
    assertThat(DeviceOptions.find("auto", () -> 2)).isEqualTo(Device.gpu(0));
  }

  @Test
  void cpuStaysOnTheCpuBesideAGpu() {
    assertThat(DeviceOptions.find("cpu", () -> 1)).isEqualTo(Device.cpu());
  }

  @Test
  void gpuIsTheFirstAndANumberNamesAnother() {
    assertThat(DeviceOptions.find("gpu", () -> 2)).isEqualTo(Device.gpu(0));
    assertThat(DeviceOptions.find("gpu:1", () -> 2)).isEqualTo(Device.gpu(1));
  }

  @Test
  void aDeviceThatIsNotThereIsNamedBesideWhatIs() {
    assertThatThrownBy(() -> DeviceOptions.find("gpu", () -> 0))
        .isInstanceOf(UserErrorException.class)
        .hasMessage("device \"gpu\" is not here: the engine finds no GPU (use cpu or auto)");
    assertThatThrownBy(() -> DeviceOptions.find("gpu:2", () -> 2))
        .hasMessage("device \"gpu:2\" is not here: the engine finds 2 GPUs, gpu:0 to gpu:1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "CPU", "cuda", "gpu:", "gpu:-1", "gpu:x", "gpu:99999"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> DeviceOptions.find(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("auto, cpu, gpu or gpu:N");
  }
}
