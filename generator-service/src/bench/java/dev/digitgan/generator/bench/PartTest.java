package dev.digitgan.generator.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.network.Network;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartTest {
  @Test
  void engineCallsBelongToWhatTheyAreFor() {
    String forward = Network.class.getName() + ".forward";
    assertThat(Part.of(List.of("ai.djl.pytorch.jni.PyTorchLibrary.torchNNLinear", forward)))
        .isEqualTo(Part.ENGINE);
    assertThat(
            Part.of(
                List.of(
                    "ai.djl.ndarray.NDArray.toFloatArray",
                    "dev.digitgan.network.GeneratorModel.pixels")))
        .isEqualTo(Part.PIXELS);
    assertThat(Part.of(List.of("ai.djl.ndarray.BaseNDManager.close"))).isEqualTo(Part.ENGINE_FRAME);
  }

  @Test
  void theInnermostPackageThatIsKnownCounts() {
    assertThat(
            Part.of(
                List.of(
                    "java.util.ArrayList.add",
                    "io.netty.channel.AbstractChannel.write",
                    "dev.digitgan.generator.grpc.GeneratorGrpcService.answer")))
        .isEqualTo(Part.GRPC);
    assertThat(Part.of(List.of("java.lang.Thread.run"))).isEqualTo(Part.OTHER);
  }

  @Test
  void whatLoadsAVersionIsLoadingWhateverItCalls() {
    assertThat(
            Part.of(
                List.of(
                    "ai.djl.pytorch.jni.PyTorchLibrary.torchNNLinear",
                    "dev.digitgan.network.Network.forward",
                    "dev.digitgan.generator.watch.CheckpointWatcher.load")))
        .isEqualTo(Part.LOADING);
  }
}
