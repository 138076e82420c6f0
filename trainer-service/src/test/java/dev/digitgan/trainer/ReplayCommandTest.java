package dev.digitgan.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.checkpoint.CheckpointKeys;
import dev.digitgan.checkpoint.CheckpointReader;
import dev.digitgan.runtime.engine.EngineSettings;
import dev.digitgan.store.DirectoryStore;
import dev.digitgan.trainer.data.IdxBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Training a version again, by the command line. */
final class ReplayCommandTest {
  private static final int FAILED = 1;

  private final Path directory;
  private final Path data;
  private final CheckpointReader reader;
  private String out = "";
  private String err = "";

  ReplayCommandTest(@TempDir Path directory) {
    this.directory = directory;
    data = directory.resolve("data");
    reader =
        new CheckpointReader(
            new DirectoryStore(directory.resolve("store")), new CheckpointKeys("digits"));
  }

  /** Version 1, after three steps. */
  @BeforeEach
  void train() throws IOException {
    IdxBytes.writeTrain(data, 42);
    assertThat(train("3")).as(err).isZero();
  }

  @AfterEach
  void gradientsOff() {
    EngineSettings.ONE_THREAD.prepareInferenceThread();
  }

  @Test
  void eachVersionOfARunThatWasGoneOnWithComesOutAgain() throws Exception {
    assertThat(train("5")).as(err).isZero();
    assertThat(train("10")).as(err).isZero();
    for (int version = 1; version <= 3; version++) {
      assertThat(replay(version)).as(err).isZero();
      assertThat(out)
          .contains("same: version " + version + " is sha256:")
          .doesNotContain("different");
    }
    assertThat(reader.versions()).hasSize(3);
  }

  @Test
  void aManifestThatSaysOtherwiseComesOutDifferent() throws Exception {
    edit("\"generator-learning-rate\": \"3.0E-4\"", "\"generator-learning-rate\": \"3.1E-4\"");
    assertThat(replay(1)).isEqualTo(ExitStatus.DIFFERENT);
    assertThat(out).contains("different: version 1 is sha256:").contains("; it came to sha256:");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"threads\": \"1\"|\"x\": \"1\"|version 1 cannot be trained again: setting threads is not recorded",
        "\"batch\": \"8\"|\"batch\": \"all\"|version 1 cannot be trained again: batch is 'all'",
        "\"recipe\": \"mlp-gelu\"|\"recipe\": \"dcgan\"|version 1 cannot be trained again: no recipe 'dcgan'",
        "\"recipe\": \"mlp-gelu\"|\"recipe\": \"conv-ns\"|this trainer's conv-ns has other layers",
      })
  void aManifestThatSaysTooLittleIsRefused(String found, String put, String message)
      throws Exception {
    edit(found, put);
    assertThat(replay(1)).isEqualTo(FAILED);
    assertThat(err).contains("error: ").contains(message);
  }

  @Test
  void otherImagesAreRefused() throws Exception {
    IdxBytes.writeTrain(data, 20);
    assertThat(replay(1)).isEqualTo(FAILED);
    assertThat(err).contains("error: the images are not those of the version: the first ");
  }

  @Test
  void aVersionThatIsNotThereIsNamed() {
    assertThat(replay(9)).isEqualTo(FAILED);
    assertThat(err).contains("error: version 9: manifest: no object models/digits/versions/");
  }

  private int train(String epochs) {
    List<String> line = new ArrayList<>(TrainerProcess.HEAD);
    line.addAll(List.of("--recipe", "mlp-gelu", "--batch", "8", "--device", "cpu", "--run", "r"));
    line.addAll(List.of("--epoch-images", "8", "--publish-every", "100"));
    line.addAll(List.of("--epochs", epochs, "--out", directory.resolve("runs").toString()));
    return execute(line);
  }

  private int replay(int version) {
    return execute(List.of("replay", "--version", Integer.toString(version)));
  }

  private int execute(List<String> arguments) {
    List<String> line = new ArrayList<>(arguments);
    line.addAll(List.of("--store", directory.resolve("store").toString()));
    line.addAll(List.of("--data", data.toString()));
    CommandRun run = CommandRun.of(line);
    out = run.out();
    err = run.err();
    return run.status();
  }

  private void edit(String found, String put) throws IOException {
    Path manifest = directory.resolve("store/models/digits/versions/00000001.json");
    String text = Files.readString(manifest);
    assertThat(text).contains(found);
    Files.writeString(manifest, text.replace(found, put));
  }
}
