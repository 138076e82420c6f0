package dev.digitgan.checkpoint.version;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.testing.StaleListing;
import dev.digitgan.checkpoint.testing.TestCheckpoints;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.network.Precision;
import dev.digitgan.store.DirectoryStore;
import dev.digitgan.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Publishing and reading back, over a real directory. */
@Tag("locale")
final class CheckpointTest {
  private static final CheckpointKeys KEYS = new CheckpointKeys("digits");

  private final Path directory;
  private final ObjectStore store;
  private final CheckpointReader reader;
  private final CheckpointPublisher publisher;

  CheckpointTest(@TempDir Path directory) {
    this.directory = directory;
    store = new DirectoryStore(directory);
    reader = new CheckpointReader(store, KEYS);
    publisher = new CheckpointPublisher(store, KEYS);
  }

  @Test
  void versionsAreNumberedFromOneAndListedNewestFirst() throws Exception {
    assertThat(reader.latest()).isEmpty();
    assertThat(publisher.publish(TestCheckpoints.draft(1)).getVersion()).isEqualTo(1);
    assertThat(publisher.publish(TestCheckpoints.draft(2)).getVersion()).isEqualTo(2);
    assertThat(reader.versions()).containsExactly(new Version(2), new Version(1));
    assertThat(reader.latest()).contains(new Version(2));
  }

  @Test
  void whatIsReadDrawsWhatWasPublished() throws Exception {
    publisher.publish(TestCheckpoints.draft(1));
    publisher.publish(TestCheckpoints.draft(2));
    publisher.publish(TestCheckpoints.draft(1));

    Checkpoint first = reader.load(new Version(1));
    Checkpoint second = reader.load(new Version(2));
    Checkpoint again = reader.load(new Version(3));

    assertThat(first.spec()).isEqualTo(TestCheckpoints.SPEC);
    assertThat(first.manifest().getSeed()).isEqualTo(1);
    assertThat(first.digest()).isEqualTo(again.digest()).isNotEqualTo(second.digest());
    assertThat(draw(first)).isEqualTo(draw(again)).isNotEqualTo(draw(second));
    assertThat(reader.preview(first.manifest()).orElseThrow()).containsExactly(1, 2, 3);
  }

  @Test
  void imagesDependOnSeedAndIndexAlone() throws Exception {
    publisher.publish(TestCheckpoints.draft(1));
    try (GeneratorModel model =
        reader.load(Version.FIRST).newModel(Device.cpu(), Precision.FLOAT32)) {
      byte[] all = model.sample(7, 0, 150);
      assertThat(all).startsWith(model.sample(7, 0, 37));
      assertThat(all).endsWith(model.sample(7, 100, 50));
      assertThat(all).isNotEqualTo(model.sample(8, 0, 150));
    }
  }

  @Test
  void aRacerThatLosesTakesTheNextNumber() throws Exception {
    publisher.publish(TestCheckpoints.draft(1));
    // A reader that has not seen version 2 yet when it chooses its number.
    ObjectStore stale = new StaleListing(store);
    publisher.publish(TestCheckpoints.draft(2));

    Manifest published = new CheckpointPublisher(stale, KEYS).publish(TestCheckpoints.draft(3));

    assertThat(published.getVersion()).isEqualTo(3);
    assertThat(reader.load(new Version(2)).manifest().getSeed()).isEqualTo(2);
    assertThat(reader.load(new Version(3)).manifest().getSeed()).isEqualTo(3);
  }

  @Test
  void aMissingBlobIsReported() throws Exception {
    Manifest manifest = publisher.publish(TestCheckpoints.draft(1));
    Files.delete(blob(manifest));
    assertRefused("weights: no object blobs/sha256/");
  }

  @Test
  void aChangedBlobIsReported() throws Exception {
    Manifest manifest = publisher.publish(TestCheckpoints.draft(1));
    byte[] weights = Files.readAllBytes(blob(manifest));
    weights[weights.length - 3] ^= 1;
    Files.write(blob(manifest), weights);
    assertRefused("weights has digest sha256:");
  }

  @Test
  void aTruncatedBlobIsReported() throws Exception {
    Manifest manifest = publisher.publish(TestCheckpoints.draft(1));
    byte[] weights = Files.readAllBytes(blob(manifest));
    Files.write(blob(manifest), Arrays.copyOf(weights, weights.length - 1));
    assertRefused("weights has " + (weights.length - 1) + " bytes, not " + weights.length);
  }

  @Test
  void anotherModelsManifestIsReported() throws Exception {
    new CheckpointPublisher(store, new CheckpointKeys("letters")).publish(TestCheckpoints.draft(1));
    Path versions = Files.createDirectories(directory.resolve("models/digits/versions"));
    Files.copy(
        directory.resolve("models/letters/versions/00000001.json"),
        versions.resolve("00000001.json"));
    assertRefused("model is 'letters' in a manifest of 'digits'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"schema\": 1|\"schema\": 2|compat.schema is 2; this reader knows 1",
        "\"schema\": 1,|\"schema\": 1, \"dropout\": 3,|compat: Cannot find field: dropout",
        "\"linear\": {|\"attention\": {|compat: Cannot find field: attention",
        "FUNCTION_TANH|FUNCTION_SNAKE|compat: Invalid enum value: \"FUNCTION_SNAKE\"",
        "\"scheme\": 1|\"scheme\": 9|compat.latent.scheme is 9; this reader knows 1",
        "\"size\": 6|\"size\": 7|compat.layers: layer 0 (linear inputs=6 outputs=12) takes (6),"
            + " gets (7)",
        "\"features\": 3|\"features\": 4|compat.layers: layer 2 (batch-norm features=4",
        "\"min\": -1.0|\"min\": 1.0|compat.range: value range is 1.0 to 1.0",
        "\"channels\": 1|\"channels\": 0|compat.shape: channels is 0",
        "pytorch-2.7.1|onnx-1|compat.engine is 'onnx-1'; this reader knows pytorch",
        "float32|bfloat16|compat.precision is 'bfloat16'; this reader knows float32",
        "\"version\": \"1\"|\"version\": \"2\"|version is 2 in the manifest of version 1",
        "\"stride\": 1|\"stride\": 2|compat.layers: layers make (1, 2, 2), not images of (1, 4, 4)",
        "\"slope\": 0.2|\"slope\": 0.3|model_digest is sha256:",
        "\"schema\"|schema|manifest is not JSON",
      })
  void aManifestThatIsNotUnderstoodIsRefusedByField(String found, String put, String message)
      throws Exception {
    publisher.publish(TestCheckpoints.draft(1));
    replace(found, put);
    assertRefused(message);
  }

  @Test
  void unknownFieldsOutsideCompatAreIgnored() throws Exception {
    publisher.publish(TestCheckpoints.draft(1));
    replace("\"recipe\"", "\"mood\": \"good\", \"recipe\"");
    assertThat(reader.load(Version.FIRST).manifest().getRecipe()).isEqualTo("test");
  }

  @Test
  void filesThatAreNoManifestsAreNoVersions() throws Exception {
    publisher.publish(TestCheckpoints.draft(1));
    for (String name : new String[] {"00000000.json", "1.json", "00000002.json.bak", "x"}) {
      store.putIfAbsent("models/digits/versions/" + name, new byte[0]);
    }
    assertThat(reader.versions()).containsExactly(Version.FIRST);
  }

  @ParameterizedTest
  @CsvSource({"''", "A", "a/b", "-a", "a-", "a b", ".."})
  void namesOfModelsAreChecked(String model) {
    assertThatThrownBy(() -> new CheckpointKeys(model)).hasMessageStartingWith("model '" + model);
  }

  private void replace(String found, String put) throws IOException {
    Path manifest = directory.resolve("models/digits/versions/00000001.json");
    String text = Files.readString(manifest);
    assertThat(text).contains(found);
    Files.write(manifest, text.replace(found, put).getBytes(UTF_8));
  }

  private Path blob(Manifest manifest) {
    return directory.resolve(
        "blobs/sha256/" + Sha256.parse(manifest.getWeights().getDigest()).hex());
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> reader.load(Version.FIRST))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith(message);
  }

  private static byte[] draw(Checkpoint checkpoint) {
    try (GeneratorModel model = checkpoint.newModel(Device.cpu(), Precision.FLOAT32)) {
      return model.sample(7, 0, 10);
    }
  }
}
