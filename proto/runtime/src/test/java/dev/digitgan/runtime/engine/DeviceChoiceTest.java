package dev.digitgan.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import dev.digitgan.command.UserErrorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceChoiceTest {
  @Test
  void autoTakesAGpuOnlyWhereThereIsOne() {
    assertThat(DeviceChoice.parse("auto").resolve(0)).isEqualTo(Device.cpu());
    assertThat(DeviceChoice.parse("auto").resolve(2)).isEqualTo(Device.gpu(0));
  }

  @Test
  void cpuStaysOnTheCpuBesideAGpu() {
    assertThat(DeviceChoice.parse("cpu").resolve(1)).isEqualTo(Device.cpu());
  }

  @Test
  void gpuIsTheFirstAndANumberNamesAnother() {
    assertThat(DeviceChoice.parse("gpu").resolve(2)).isEqualTo(Device.gpu(0));
    assertThat(DeviceChoice.parse("gpu:1").resolve(2)).isEqualTo(Device.gpu(1));
  }

  @Test
  void aDeviceThatIsNotThereIsNamedBesideWhatIs() {
    assertThatThrownBy(() -> DeviceChoice.parse("gpu").resolve(0))
        .isInstanceOf(UserErrorException.class)
        .hasMessage("device \"gpu\" is not here: the engine finds no GPU (use cpu or auto)");
    assertThatThrownBy(() -> DeviceChoice.parse("gpu:2").resolve(2))
        .hasMessage("device \"gpu:2\" is not here: the engine finds 2 GPUs, gpu:0 to gpu:1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "CPU", "cuda", "gpu:", "gpu:-1", "gpu:x", "gpu:99999"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> DeviceChoice.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("auto, cpu, gpu, gpu:N");
  }
}
