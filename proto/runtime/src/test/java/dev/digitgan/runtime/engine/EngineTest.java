package dev.digitgan.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineTest {
  private record Seen(String threadName, boolean gradients, int threadCount) {}

  @BeforeAll
  static void settings() {
    EngineSettings.ONE_THREAD.apply();
  }

  @Test
  void aThreadOfOursStartsWithoutGradientsAndAlone() throws Exception {
    CompletableFuture<Seen> seen = new CompletableFuture<>();
    new EngineThreads("worker", EngineSettings.ONE_THREAD)
        .newThread(
            () ->
                seen.complete(
                    new Seen(
                        Thread.currentThread().getName(),
                        JniUtils.isGradMode(),
                        JniUtils.getNumThreads())))
        .start();

    assertThat(seen.get(30, TimeUnit.SECONDS)).isEqualTo(new Seen("worker-1", false, 1));
  }

  @Test
  void namesItsEngineAndItsProcessor() {
    assertThat(EngineIdentity.engine()).isEqualTo("pytorch-2.7.1");
    assertThat(EngineIdentity.deviceFamily(Device.cpu())).matches("cpu-(x86_64|aarch64)");
  }

  @Test
  void namesEachKindOfGpuOnce(@TempDir Path gpus) throws IOException {
    for (String card : new String[] {"0000:17:00.0", "0000:3d:00.0"}) {
      Files.createDirectories(gpus.resolve(card));
      Files.writeString(
          gpus.resolve(card).resolve("information"), "Model: \t\t NVIDIA H200\nIRQ:  18\n");
    }

    assertThat(EngineIdentity.driverModels(gpus)).containsExactly("nvidia-h200");
    assertThat(EngineIdentity.driverModels(gpus.resolve("none"))).isEmpty();
  }

  @Test
  void threadCountsArePositive() {
    assertThatThrownBy(() -> new EngineSettings(0, 1)).isInstanceOf(IllegalArgumentException.class);
  }
}
