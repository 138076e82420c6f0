package dev.digitgan.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.run.TrainingStates;
import dev.digitgan.checkpoint.version.CheckpointReader;
import dev.digitgan.runtime.command.Shutdown;
import dev.digitgan.store.DirectoryStore;
import dev.digitgan.trainer.data.IdxBytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What scripts and schedulers are told of how a run ended. Short epochs have six steps. */
final class RunEndTest {
  private static final int INTERRUPTED = 6;

  private final Path directory;
  private final Path store;
  private final Path result;
  private final CheckpointReader reader;
  private final TrainingStates states;
  private final Shutdown shutdown = Shutdown.withoutSignals();

  RunEndTest(@TempDir Path directory) {
    this.directory = directory;
    store = directory.resolve("store");
    result = directory.resolve("results/r.json");
    CheckpointKeys keys = new CheckpointKeys("digits");
    reader = new CheckpointReader(new DirectoryStore(store), keys);
    states = new TrainingStates(new DirectoryStore(store), keys, "r");
  }

  @BeforeEach
  void writeData() throws Exception {
    IdxBytes.writeTrain(directory.resolve("data"), 60);
  }

  @Test
  @Tag("ci")
  void aRunThatDidAllItsStepsIsDone() throws Exception {
    CommandRun run = train(1, 50);

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err()).contains("done after 6 steps; newest version 1");
    String digest = reader.manifest(reader.latest().orElseThrow()).getModelDigest();
    assertThat(result)
        .hasContent(
            "{\"run\":\"r\",\"outcome\":\"done\",\"step\":6,\"total_steps\":6,\"version\":1,\"digest\":\""
                + digest
                + "\",\"error\":\"\"}\n");
  }

  @Test
  @Tag("ci")
  void aRunThatASignalEndedIsInterruptedAndNotDone() throws Exception {
    CompletableFuture<CommandRun> training = trainForLong();
    awaitState(training);
    shutdown.request();
    CommandRun run = training.get();

    assertThat(run.status()).as(run.err()).isEqualTo(INTERRUPTED);
    assertThat(run.err())
        .containsPattern("interrupted after \\d+ of 60000000 steps; newest version \\d+")
        .doesNotContain("done after");
    assertThat(result)
        .content()
        .contains("\"outcome\":\"interrupted\"", "\"total_steps\":60000000", "\"error\":\"\"");
  }

  @Test
  void aSignalEndsARunWhoseStoreIsDownWithTheInterruptedStatus() throws Exception {
    CompletableFuture<CommandRun> training = trainForLong();
    awaitState(training);
    Path file = Files.createFile(directory.resolve("file"));
    // Each call of a store that is a file fails, at once.
    Files.move(store, directory.resolve("gone"));
    Files.move(file, store, StandardCopyOption.REPLACE_EXISTING);
    shutdown.request();
    CommandRun run = training.get();

    assertThat(run.status()).as(run.err()).isEqualTo(INTERRUPTED);
    assertThat(run.err())
        .containsPattern(
            "interrupted after \\d+ of 60000000 steps; the last checkpoint was not published: ")
        .containsPattern("started again, run r resumes after step \\d+")
        .doesNotContain("done after");
    assertThat(result)
        .content()
        .contains("\"outcome\":\"interrupted\"", "the last checkpoint was not published");
  }

  @Test
  void aSignalEndsARunThatCannotBeginForItsStoreWithTheInterruptedStatus() throws Exception {
    Files.createFile(store);
    shutdown.request();
    CommandRun run = train(1, 50);

    assertThat(run.status()).as(run.err()).isEqualTo(INTERRUPTED);
    assertThat(run.err()).contains("a signal ended the run before it could begin: --store: ");
  }

  @Test
  void aResultOfAnEarlierRunIsNotTakenForThisOne() throws Exception {
    Files.createDirectories(result.getParent());
    Files.writeString(result, "{\"outcome\":\"done\"}");
    Files.createFile(store);
    CommandRun run = train(1, 50);

    assertThat(run.status()).as(run.err()).isEqualTo(1);
    assertThat(result).doesNotExist();
  }

  private CompletableFuture<CommandRun> trainForLong() {
    return CompletableFuture.supplyAsync(
        () -> train(1_000_000, 480), task -> new Thread(task, "training").start());
  }

  private CommandRun train(int epochs, int epochImages) {
    List<String> line = new ArrayList<>(TrainerProcess.HEAD);
    line.addAll(List.of("--run", "r", "--epochs", Integer.toString(epochs)));
    line.addAll(List.of("--epoch-images", Integer.toString(epochImages), "--save-every", "1"));
    line.addAll(List.of("--recipe", "mlp-gelu", "--batch", "8", "--device", "cpu"));
    line.addAll(List.of("--data", directory.resolve("data").toString()));
    line.addAll(List.of("--store", store.toString()));
    line.addAll(List.of("--out", directory.resolve("runs").toString()));
    line.addAll(List.of("--evaluate", "none", "--result-file", result.toString()));
    line.addAll(List.of("--interrupted-status", Integer.toString(INTERRUPTED)));
    return CommandRun.of(shutdown, line);
  }

  private void awaitState(CompletableFuture<CommandRun> training) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> training.isDone() || !states.steps().isEmpty());
    assertThat(training).as("the training goes on").isNotDone();
  }
}
