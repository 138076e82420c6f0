package dev.digitgan.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.v1.Metric;
import dev.digitgan.trainer.game.GameFigures;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm;
import dev.digitgan.trainer.run.RunProgress;
import dev.digitgan.trainer.run.TestProgress;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("locale")
final class RunFolderTest {
  private final Path folder;

  RunFolderTest(@TempDir Path directory) {
    folder = directory.resolve("run");
  }

  @Test
  void aRunThatGoesOnDropsWhatComesAgain() throws IOException {
    RunFolder first = RunFolder.begin(folder);
    first.epochEnded(progress(1, 10), new byte[] {1});
    first.epochEnded(progress(2, 20), new byte[] {2});
    // The run was stopped within its third epoch.
    first.epochEnded(progress(3, 24), new byte[] {3});

    RunFolder.resume(folder, 2, 20).epochEnded(progress(3, 30), new byte[] {4});

    assertThat(lines()).hasSize(4);
    assertThat(lines().subList(1, 4))
        .extracting(line -> line.split(",", -1)[1])
        .containsExactly("10", "20", "30");
    assertThat(folder.resolve("epoch-0003.png")).hasBinaryContent(new byte[] {4});
  }

  @Test
  void aLineThatWasTornByAKillIsDropped() throws IOException {
    RunFolder.begin(folder).epochEnded(progress(1, 10), new byte[0]);
    Files.writeString(folder.resolve("history.csv"), "2,20,0.69", StandardOpenOption.APPEND);
    RunFolder.resume(folder, 2, 20).epochEnded(progress(2, 20), new byte[0]);
    int columns = HistoryColumn.names().size();
    assertThat(lines()).hasSize(3).allMatch(line -> line.split(",", -1).length == columns);
  }

  @Test
  void epochsThatComeAgainAfterADivergenceAreDropped() throws IOException {
    RunFolder run = RunFolder.begin(folder);
    run.epochEnded(progress(1, 10), new byte[0]);
    run.epochEnded(progress(2, 20), new byte[0]);
    run.wentBack(progress(2, 15));
    run.epochEnded(progress(2, 20), new byte[0]);
    assertThat(lines().subList(1, 3))
        .extracting(line -> line.split(",", -1)[1])
        .containsExactly("10", "20");
    assertThat(lines()).hasSize(3);
  }

  @Test
  void anotherRunsHistoryIsLeftAlone() throws IOException {
    RunFolder.begin(folder);
    // Nothing is lost as long as there is no line.
    RunFolder.begin(folder).epochEnded(progress(1, 10), new byte[0]);
    assertThatThrownBy(() -> RunFolder.begin(folder))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(lines()).hasSize(2);
  }

  @Test
  void anOlderReleasesHistoryIsGoneOnWith() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("history.csv"),
        """
        epoch,step,generator_loss,discriminator_accuracy_real,of_old
        1,10,0.75000,0.5000,7
        2,20,0.80000,0.6000,7
        """);
    RunFolder.resume(folder, 1, 10).epochEnded(progress(2, 20), new byte[0]);
    Table history = Table.read(folder.resolve("history.csv"));
    assertThat(history.columns()).isEqualTo(HistoryColumn.names());
    assertThat(history.numbers("generator_loss")).containsExactly(0.75, 0.5);
    assertThat(history.numbers("images_per_second")).containsExactly(Double.NaN, 640.0);
    assertThat(history.numbers("of_old")).containsOnly(Double.NaN);
  }

  @Test
  void secondsGoOnWhereTheyStood() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("history.csv"), "epoch,step,seconds\n1,10,3600.5\n");
    RunFolder.resume(folder, 1, 10).epochEnded(progress(2, 20), new byte[0]);
    assertThat(Table.read(folder.resolve("history.csv")).number(1, "seconds"))
        .isBetween(3600.5, 4600.0);
  }

  @Test
  void versionsAreKeptWithTheirFiguresAndIntervals() throws IOException {
    RunFolder.begin(folder).published(progress(1, 10), judged(3, 10));
    RunFolder.resume(folder, 1, 10)
        .published(progress(2, 20), Manifest.newBuilder().setVersion(4).setStep(20).build());

    Table versions = Table.read(folder.resolve("versions.csv"));
    assertThat(versions.numbers("version")).containsExactly(3.0, 3.0, 4.0);
    assertThat(versions.text(0, "figure")).isEqualTo("frechet_distance");
    assertThat(versions.number(0, "value")).isEqualTo(12.5);
    assertThat(versions.number(0, "low")).isEqualTo(12);
    assertThat(versions.number(0, "high")).isEqualTo(13);
    assertThat(versions.number(0, "real")).isEqualTo(2.5);
    assertThat(versions.text(1, "figure")).isEqualTo("class_share_7");
    assertThat(versions.text(2, "figure")).isEmpty();

    // The run was killed, and is resumed from before the second one.
    RunFolder.resume(folder, 1, 15);
    assertThat(Table.read(folder.resolve("versions.csv")).numbers("version"))
        .containsExactly(3.0, 3.0);
  }

  @Test
  void whatGoesWrongIsKeptWithWhatToDo() throws IOException {
    RunFolder first = RunFolder.begin(folder);
    first.alarmed(
        progress(1, 7),
        new TrainingAlarm(
            TrainingAlarm.Kind.MODE_COLLAPSE,
            TrainingAlarm.Severity.FAILURE,
            "a share of 0.01, \"the ones\"\nand no more",
            "Train, again."));
    RunFolder.resume(folder, 1, 10).publishFailed(progress(2, 20), new IOException("it is down"));

    Table alarms = Table.read(folder.resolve("alarms.csv"));
    assertThat(alarms.text(0, "kind")).isEqualTo("mode_collapse");
    assertThat(alarms.text(0, "severity")).isEqualTo("failure");
    assertThat(alarms.text(0, "finding")).isEqualTo("a share of 0.01, \"the ones\" and no more");
    assertThat(alarms.text(0, "advice")).isEqualTo("Train, again.");
    assertThat(alarms.number(0, "step")).isEqualTo(7);
    assertThat(alarms.text(1, "finding")).contains("it is down");
  }

  @Test
  void aFolderThatVanishesCostsTheRunNothing() throws IOException {
    RunFolder gone = RunFolder.begin(folder);
    for (Path file :
        List.of(
            folder.resolve("history.csv"),
            folder.resolve("versions.csv"),
            folder.resolve("alarms.csv"))) {
      Files.delete(file);
    }
    Files.delete(folder);
    gone.epochEnded(progress(1, 10), new byte[0]);
    gone.published(progress(1, 10), judged(1, 10));
    gone.nearest(new byte[0]);
    assertThat(folder).doesNotExist();
  }

  private static Manifest judged(long version, long step) {
    return Manifest.newBuilder()
        .setVersion(version)
        .setStep(step)
        .putMetrics(
            "frechet_distance", Metric.newBuilder().setValue(12.5).setLow(12).setHigh(13).build())
        .putMetrics("real_frechet_distance", Metric.newBuilder().setValue(2.5).build())
        .putMetrics("class_share_7", Metric.newBuilder().setValue(0.11).build())
        .putMetrics("generator_loss", Metric.newBuilder().setValue(0.7).build())
        .build();
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(folder.resolve("history.csv"));
  }

  private static RunProgress progress(int epoch, long step) {
    GameFigures figures = new GameFigures(0.5, 0.5, 0.5, 0.5, 0.5);
    return TestProgress.at(epoch, step, figures);
  }
}
