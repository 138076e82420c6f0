package dev.digitgan.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.command.ExitStatus;
import dev.digitgan.trainer.data.IdxBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Training a version again, by the command line. */
final class ReplayCommandTest extends CommandLineTest {
  ReplayCommandTest(@TempDir Path directory) {
    super(directory);
  }

  /** Version 1, after three steps. */
  @BeforeEach
  void train() throws IOException {
    IdxBytes.writeTrain(data, 42);
    assertThat(train("3")).as(err).isZero();
  }

  @Test
  @Tag("ci")
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
    assertThat(replay(1)).isEqualTo(ExitStatus.NO);
    assertThat(out)
        .contains("different: version 1 is sha256:")
        .contains("; the new model is sha256:");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"threads\": \"1\"|\"x\": \"1\"|version 1 cannot be trained again: setting threads is not recorded",
        "\"batch\": \"8\"|\"batch\": \"all\"|version 1 cannot be trained again: batch is 'all'",
        "\"recipe\": \"mlp-gelu\"|\"recipe\": \"dcgan\"|version 1 cannot be trained again: no recipe 'dcgan'",
        "\"recipe\": \"mlp-gelu\"|\"recipe\": \"conv-ns\"|this trainer's conv-ns has different layers",
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
    assertThat(replay(1)).isEqualTo(WRONG_USE);
    assertThat(err).contains("error: the images are not those of the version: the first ");
  }

  @Test
  void aVersionThatIsNotThereIsNamed() {
    assertThat(replay(9)).isEqualTo(FAILED);
    assertThat(err).contains("error: --version 9: manifest: no object models/digits/versions/");
  }

  private int train(String epochs) {
    List<String> line = new ArrayList<>(List.of("--recipe", "mlp-gelu", "--epochs", epochs));
    line.addAll(List.of("--epoch-images", "8", "--publish-every", "100"));
    return train("r", line);
  }

  private int replay(int version) {
    return execute("replay", "--version", Integer.toString(version));
  }

  private void edit(String found, String put) throws IOException {
    Path manifest = directory.resolve("store/models/digits/versions/00000001.json");
    String text = Files.readString(manifest);
    assertThat(text).contains(found);
    Files.writeString(manifest, text.replace(found, put));
  }
}
