package dev.digitgan.generator.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.network.Network;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartTest {
  private static final String FORWARD = Network.class.getName() + ".forward";

  @Test
  void engineCallsBelongToWhatTheyAreFor() {
    assertThat(part("ai.djl.pytorch.jni.PyTorchLibrary.torchNNLinear", FORWARD))
        .isEqualTo(Part.ENGINE);
    assertThat(
            part(
                "ai.djl.ndarray.NDArray.toFloatArray",
                "dev.digitgan.network.GeneratorModel.pixels"))
        .isEqualTo(Part.PIXELS);
    assertThat(part("ai.djl.ndarray.BaseNDManager.close")).isEqualTo(Part.ENGINE_FRAME);
  }

  @Test
  void theInnermostPackageThatIsKnownCounts() {
    assertThat(
            part(
                "java.util.ArrayList.add",
                "io.netty.channel.AbstractChannel.write",
                "dev.digitgan.generator.grpc.GeneratorGrpcService.answer"))
        .isEqualTo(Part.GRPC);
    assertThat(part("java.lang.Thread.run")).isEqualTo(Part.OTHER);
  }

  @Test
  void whatLoadsAVersionIsLoadingWhateverItCalls() {
    assertThat(part(FORWARD, "dev.digitgan.generator.watch.CheckpointWatcher.load"))
        .isEqualTo(Part.LOADING);
  }

  private static Part part(String... frames) {
    return Part.of(List.of(frames));
  }
}
