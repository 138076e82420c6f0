package dev.digitgan.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.trainer.data.EmbeddedDigits;
import dev.digitgan.trainer.data.IdxBytes;
import dev.digitgan.trainer.data.Split;
import dev.digitgan.trainer.report.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run leaves for people, and what it says before it begins. Epochs have two steps. */
@Tag("ci")
final class RunReportCommandTest extends CommandLineTest {
  private final Path folder;

  RunReportCommandTest(@TempDir Path directory) {
    super(directory);
    folder = directory.resolve("runs/r");
  }

  @Test
  void aRunThatGoesOnLeavesOneReportOfAllOfIt() throws IOException {
    writeData(1_200, 1_000);
    train("--recipe", "mlp-gelu", "--epochs", "1");
    train("--recipe", "mlp-gelu", "--epochs", "3", "--publish-every", "2");

    assertThat(Table.read(folder.resolve("history.csv")).numbers("step"))
        .containsExactly(2.0, 4.0, 6.0);
    Table versions = Table.read(folder.resolve("versions.csv"));
    assertThat(versions.numbers("version")).contains(1.0, 2.0, 3.0);
    assertThat(versions.where("version", version -> version == 3).rows())
        .anyMatch(row -> row.contains("frechet_distance"))
        .anyMatch(row -> row.contains("class_share_9"));
    assertThat(folder.resolve("nearest.png")).isNotEmptyFile();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> name.startsWith("events.out.tfevents."))
          .hasSize(2);
    }
    assertThat(folder.resolve("report.html"))
        .content()
        .contains("The run is complete.", "3 of 3", "epoch 1</figcaption>", "epoch 3</figcaption>")
        .contains("1: real images", "Shares of the digits, version 3")
        .contains("has a sample of version 3 on the left")
        .contains("--set batch=8", "trainer-service replay", "--version 3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pac2-stacked", "conditional"})
  void anyKindOfImageHasItsReport(String recipe) throws IOException {
    writeData(60, 60);
    train("--recipe", recipe, "--epochs", "1");
    assertThat(folder.resolve("report.html"))
        .content()
        .contains("samples were not evaluated", "60 samples of version 1")
        .contains("epoch 1</figcaption>");
  }

  @Test
  void aRunThatFailsSaysWhyInItsReport() throws IOException {
    writeData(60, 60);
    assertThat(
            run("--recipe", "mlp-gelu", "--epochs", "2", "--set", "generator-learning-rate=1e30"))
        .as(err)
        .isEqualTo(FAILED);
    assertThat(folder.resolve("report.html"))
        .content()
        .contains("<p class=\"state failed\">The run failed:");
  }

  @Test
  void aDryRunSaysWhatWouldBeDoneAndWritesNothing() throws IOException {
    writeData(1_200, 1_000);
    train("--recipe", "conv-ns", "--epochs", "3", "--dry-run");
    assertThat(out)
        .contains("run       r, a new run")
        .contains("1000 images of 1200 to train on; the last 200 of all are held out")
        .contains("3 of 2 steps: 6 steps, 6 of them to do")
        .contains("the next is 1")
        .contains("judged    quick")
        .contains(folder.resolve("report.html").toString())
        .contains("generator: (", "discriminator: (", "Linear[", "  batch=8");
    assertThat(directory.resolve("store")).doesNotExist();
    assertThat(directory.resolve("runs")).doesNotExist();
  }

  @Test
  void aDryRunOfARunThatWasBegunSaysWhereItWouldGoOn() throws IOException {
    writeData(60, 60);
    train("--recipe", "mlp-gelu", "--epochs", "1");
    List<String> before = files();
    train("--recipe", "mlp-gelu", "--epochs", "3", "--dry-run");
    assertThat(out)
        .contains("run       r, resumes after step 2, saved by owner 1")
        .contains("6 steps, 4 of them to do")
        .contains("the next is 2")
        .contains("judged    not");
    assertThat(files()).isEqualTo(before);

    assertThat(run("--recipe", "mlp-relu", "--epochs", "3", "--dry-run")).isEqualTo(WRONG_USE);
    assertThat(errors)
        .singleElement()
        .asString()
        .contains("run r began with recipe mlp-gelu (now mlp-relu)");
  }

  @Test
  void aDryRunIntoAFolderOfAnotherRunSaysSo() throws IOException {
    writeData(60, 60);
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("history.csv"), "epoch,step\n1,2\n");
    assertThat(run("--recipe", "mlp-gelu", "--dry-run")).isEqualTo(WRONG_USE);
    assertThat(errors).singleElement().asString().contains("holds another run");
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.map(Path::toString).sorted().toList();
    }
  }

  private void writeData(int train, int test) throws IOException {
    IdxBytes.write(
        data, EmbeddedDigits.draw(1, Split.TRAIN, train), EmbeddedDigits.draw(1, Split.TEST, test));
  }

  private void train(String... arguments) {
    assertThat(run(arguments)).as(err).isZero();
  }

  private int run(String... arguments) {
    List<String> line = new ArrayList<>(List.of("--epoch-images", "16"));
    line.addAll(List.of(arguments));
    return train("r", line);
  }
}
