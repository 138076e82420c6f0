package dev.digitgan.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.trainer.game.GameFigures;
import dev.digitgan.trainer.run.RunProgress;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    RunFolder.goOn(folder, 2).epochEnded(progress(3, 30), new byte[] {4});

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
    RunFolder.goOn(folder, 2).epochEnded(progress(2, 20), new byte[0]);
    assertThat(lines()).hasSize(3).allMatch(line -> line.split(",", -1).length == 8);
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

  private List<String> lines() throws IOException {
    return Files.readAllLines(folder.resolve("history.csv"));
  }

  private static RunProgress progress(int epoch, long step) {
    GameFigures figures = new GameFigures(0.5, 0.5, 0.5, 0.5, 0.5);
    return new RunProgress(step, 40, epoch, 4, 1, 8, Duration.ZERO, figures, 0, Optional.empty());
  }
}
