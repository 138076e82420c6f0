package dev.digitgan.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.run.TrainingStates;
import dev.digitgan.checkpoint.v1.TrainingState;
import dev.digitgan.trainer.data.EmbeddedDigits;
import dev.digitgan.trainer.data.IdxBytes;
import dev.digitgan.trainer.data.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs whose rates are far too high, by the command line. Epochs have ten steps.
 *
 * <p>D learns by gradient descent. At a rate of 24 numbers overflow between steps 20 and 30; at 12
 * from step 20 on they do not. At 64 they do before step 20, and at 32 from step 10 on once more.
 */
@Tag("ci")
final class DivergedRunTest extends CommandLineTest {
  DivergedRunTest(@TempDir Path directory) {
    super(directory);
  }

  @BeforeEach
  void writeData() throws IOException {
    IdxBytes.write(
        data, EmbeddedDigits.draw(1, Split.TRAIN, 240), EmbeddedDigits.draw(1, Split.TEST, 10));
  }

  @Test
  void halfTheRateSavesARunAndEachOfItsVersionsComesOutAgain() throws Exception {
    assertThat(trainAt("24", "4")).as(err).isZero();
    assertThat(err)
        .containsSubsequence(
            "alarm not_finite (warning) after step 30: ",
            "; the run goes back to its last saved state",
            "the run went back to step 20, and continues with lower learning rates",
            "alarm not_finite ended after step 40");

    List<Version> versions = reader.versions();
    assertThat(reader.manifest(Version.FIRST).getSettingsMap()).doesNotContainKey("rate-cut");
    assertThat(reader.manifest(versions.get(0)).getSettingsMap())
        .containsEntry("rate-cut", "0.5:20");
    assertThat(newestState().getRateCut().getAfterStep()).isEqualTo(20);
    assertThat(newestState().getRateCut().getFactor()).isEqualTo(0.5);
    assertThat(versions).hasSizeGreaterThanOrEqualTo(4);
    for (Version version : versions) {
      assertThat(execute("replay", "--version", Long.toString(version.number()))).as(err).isZero();
      assertThat(out).contains("same: version " + version.number());
    }
  }

  @Test
  void aRunThatIsGoneOnWithKeepsTheLowerRate() throws Exception {
    assertThat(trainAt("24", "3")).as(err).isZero();
    assertThat(trainAt("24", "4")).as(err).isZero();

    Version newest = reader.versions().get(0);
    assertThat(reader.manifest(newest).getStep()).isEqualTo(40);
    assertThat(reader.manifest(newest).getSettingsMap()).containsEntry("rate-cut", "0.5:20");
    assertThat(newestState().getRateCut().getAfterStep()).isEqualTo(20);
    assertThat(execute("replay", "--version", Long.toString(newest.number()))).as(err).isZero();
  }

  @Test
  void aRunThatDivergesAgainIsGivenUpAndStaysAsItWasSaved() throws Exception {
    assertThat(trainAt("64", "4")).isEqualTo(FAILED);
    assertThat(err)
        .contains("error: ")
        .contains("had gone back to step 10 with 0.5 of the learning rates, so it ends here");
    long step = newestState().getStep();
    assertThat(newestState().getRateCut().getAfterStep()).isEqualTo(10);

    // Not another chance for each process.
    assertThat(trainAt("64", "4")).isEqualTo(FAILED);
    assertThat(err).contains("had gone back to step 10");
    assertThat(newestState().getRateCut().getAfterStep()).isEqualTo(10);
    assertThat(newestState().getStep()).isEqualTo(step);
  }

  private TrainingState newestState() throws Exception {
    TrainingStates states = new TrainingStates(store, KEYS, "r");
    return states.record(states.steps().get(0));
  }

  private int trainAt(String rate, String epochs) {
    List<String> line = new ArrayList<>(List.of("--recipe", "mlp-slim", "--epochs", epochs));
    line.addAll(List.of("--epoch-images", "80", "--evaluate", "none", "--save-every", "1000"));
    line.addAll(List.of("--set", "decay=cosine:1;discriminator-optimizer=momentum"));
    line.addAll(List.of("--set", "discriminator-learning-rate=" + rate));
    return train("r", line);
  }
}
