package dev.digitgan.checkpoint.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.testing.TestCheckpoints;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.network.LayerTensor.Role;
import dev.digitgan.network.Precision;
import dev.digitgan.store.DirectoryStore;
import dev.digitgan.store.ObjectStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GoldenSampleTest {
  private static final CheckpointKeys KEYS = new CheckpointKeys("digits");

  private final Path directory;
  private final ObjectStore store;
  private final CheckpointReader reader;

  GoldenSampleTest(@TempDir Path directory) {
    this.directory = directory;
    store = new DirectoryStore(directory);
    reader = new CheckpointReader(store, KEYS);
  }

  @Test
  void whatWasRecordedIsWhatTheCheckpointDraws() throws Exception {
    new CheckpointPublisher(store, KEYS).publish(TestCheckpoints.draftWithGolden(3));
    Checkpoint checkpoint = reader.load(Version.FIRST);
    GoldenSample golden = checkpoint.golden().orElseThrow();
    assertThat(golden.seed()).isZero();
    assertThat(golden.images()).isEqualTo(16);
    try (GeneratorModel model = checkpoint.newModel(Device.cpu(), Precision.FLOAT32)) {
      assertThat(golden.pixels()).isEqualTo(model.sample(0, 0, 16));
    }
  }

  @Test
  void aManifestWithoutOneIsRead() throws Exception {
    new CheckpointPublisher(store, KEYS).publish(TestCheckpoints.draft(3));
    assertThat(reader.load(Version.FIRST).golden()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"images\": 16|\"images\": 0|golden.images is 0",
        "\"images\": 16|\"images\": 1000000000|golden.images is 1000000000",
        "\"images\": 16|\"images\": 15|golden.pixels.size_bytes is 256, but 15 images of 1x4x4 take 240",
      })
  void aRecordThatIsNotUnderstoodIsRefusedByField(String found, String put, String message)
      throws Exception {
    new CheckpointPublisher(store, KEYS).publish(TestCheckpoints.draftWithGolden(3));
    Path manifest = directory.resolve("models/digits/versions/00000001.json");
    String text = Files.readString(manifest);
    assertThat(text).contains(found);
    Files.writeString(manifest, text.replace(found, put));
    assertThatThrownBy(() -> reader.load(Version.FIRST))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(message);
  }

  @Test
  void changedPixelsAreRefused() throws Exception {
    var manifest = new CheckpointPublisher(store, KEYS).publish(TestCheckpoints.draftWithGolden(3));
    String hex = Sha256.parse(manifest.getGolden().getPixels().getDigest()).hex();
    Path blob = directory.resolve("blobs/sha256/" + hex);
    byte[] pixels = Files.readAllBytes(blob);
    pixels[7] ^= 1;
    Files.write(blob, pixels);
    assertThatThrownBy(() -> reader.load(Version.FIRST))
        .hasMessageStartingWith("golden.pixels has digest sha256:");
  }

  @ParameterizedTest
  @CsvSource({
    "NaN,the generator's output holds NaN (row 0 of its tile)",
    "1e30,the generator's output is constant: all pixels are 255",
    "0,the generator's output is constant: all pixels are 128"
  })
  void weightsThatDrawNothingOfUseAreRefused(float bias, String message) {
    try (GeneratorModel model = withoutWeights(bias)) {
      assertThatThrownBy(() -> GoldenSample.draw(model))
          .isInstanceOf(CheckpointException.class)
          .hasMessage(message);
    }
  }

  @Test
  void oneImageForAllLatentsIsRefused() {
    byte[] pixels = {1, 2, 1, 2, 1, 2};
    assertThatThrownBy(() -> GoldenSample.requireVaried(pixels, 3))
        .hasMessage("the generator's output has collapsed: 3 latents, one image");
    pixels[5] = 3;
    assertThatCode(() -> GoldenSample.requireVaried(pixels, 3)).doesNotThrowAnyException();
  }

  /** A model whose biases are all {@code bias} and whose other weights are zero. */
  private static GeneratorModel withoutWeights(float bias) {
    return GeneratorModel.create(
        TestCheckpoints.SPEC,
        Device.cpu(),
        Precision.FLOAT32,
        (manager, name, tensor) -> {
          float[] values = new float[(int) tensor.shape().size()];
          if (tensor.role() == Role.BIAS) {
            Arrays.fill(values, bias);
          }
          return manager.create(values, tensor.shape());
        });
  }
}
