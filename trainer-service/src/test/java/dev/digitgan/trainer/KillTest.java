package dev.digitgan.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.run.RunOwnership;
import dev.digitgan.checkpoint.run.TrainingStates;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.version.CheckpointReader;
import dev.digitgan.command.ExitStatus;
import dev.digitgan.store.DirectoryStore;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.trainer.data.IdxBytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trainers that end by SIGKILL, and their runs, which do not. Epochs have seven steps. */
@Tag("ci")
final class KillTest {
  private static final Logger log = LoggerFactory.getLogger(KillTest.class);
  private static final CheckpointKeys KEYS = new CheckpointKeys("digits");
  private static final int EPOCH_STEPS = 7;
  private static final List<String> CLOCKED =
      List.of("images_per_second", "seconds", "core_seconds");

  private final Path directory;
  private final ObjectStore store;
  private final CheckpointReader reader;

  KillTest(@TempDir Path directory) {
    this.directory = directory;
    store = new DirectoryStore(directory.resolve("store"));
    reader = new CheckpointReader(store, KEYS);
  }

  @BeforeEach
  void writeData() throws Exception {
    IdxBytes.writeTrain(directory.resolve("data"), 60);
  }

  @Test
  void aRunThatIsKilledTwiceEndsWithTheBitsOfOneThatWasNot() throws Exception {
    compare(2, List.of(3, 9), new Random(1));
    List<String> history = history("killed");

    trainHere("killed", 2);
    assertThat(versions("killed")).hasSize(2);
    assertThat(history("killed")).isEqualTo(history);
  }

  @Test
  @Tag("long")
  void aRunThatIsKilledTwentyTimesEndsWithTheBitsOfOneThatWasNot() throws Exception {
    long seed = Long.getLong("digitgan.test.seed", System.nanoTime());
    log.info("kills drawn from seed {} (-Ddigitgan.test.seed)", seed);
    Random random = new Random(seed);
    int epochs = 12;
    List<Integer> kills =
        random
            .ints(1, epochs * EPOCH_STEPS)
            .filter(step -> step % EPOCH_STEPS != 0)
            .distinct()
            .limit(20)
            .sorted()
            .boxed()
            .toList();
    compare(epochs, kills, random);
  }

  @Test
  void aTrainerWhoseRunWasTakenOverEndsWithAStatusOfItsOwn() throws Exception {
    try (TrainerProcess trainer = train("fenced", 1_000_000)) {
      awaitState("fenced", 1, trainer);
      RunOwnership.claim(store, KEYS, "fenced", "the test", Instant.EPOCH);
      assertThat(trainer.awaitEnd()).as(trainer.log()).isEqualTo(ExitStatus.FENCED);
      assertThat(trainer.log())
          .contains("error: run fenced has another owner now: number 2 (the test, since 1970-");
    }
  }

  @Test
  void aTrainerThatIsToldToEndBeforeItsRunsEndSaysSoByItsStatus() throws Exception {
    List<String> told = new ArrayList<>(command("told", 1_000_000));
    told.addAll(List.of("--interrupted-status", "6"));
    try (TrainerProcess trainer = TrainerProcess.start(directory, told)) {
      awaitState("told", 1, trainer);
      trainer.terminate();
      assertThat(trainer.awaitEnd()).as(trainer.log()).isEqualTo(6);
    }
    assertThat(directory.resolve("runs/told/report.html"))
        .content()
        .contains("The run ended before its last epoch; the same --run resumes it.");
  }

  private void compare(int epochs, List<Integer> kills, Random random) throws Exception {
    trainHere("whole", epochs);
    for (int step : kills) {
      try (TrainerProcess killed = train("killed", epochs)) {
        awaitState("killed", step, killed);
        killed.killAfter(Duration.ofMillis(random.nextInt(100)));
        log.info("killed after {}", new TrainingStates(store, KEYS, "killed").steps());
      }
    }
    trainHere("killed", epochs);
    // Each version once, and each the same function as its counterpart.
    assertThat(versions("killed")).as("killed at %s", kills).isEqualTo(versions("whole"));
    assertThat(versions("whole")).hasSize(epochs);
    assertThat(history("killed")).as("killed at %s", kills).isEqualTo(history("whole"));
  }

  /** To the end, in this process: what is not killed needs none of its own. */
  private void trainHere(String run, int epochs) {
    List<String> line = new ArrayList<>(TrainerProcess.HEAD);
    line.addAll(command(run, epochs));
    CommandRun trained = CommandRun.of(line);
    assertThat(trained.status()).as(trained.err()).isZero();
  }

  private TrainerProcess train(String run, int epochs) {
    return TrainerProcess.start(directory, command(run, epochs));
  }

  private List<String> command(String run, int epochs) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--run", run, "--epochs", Integer.toString(epochs)));
    arguments.addAll(List.of("--data", directory.resolve("data").toString()));
    arguments.addAll(List.of("--store", directory.resolve("store").toString()));
    arguments.addAll(List.of("--out", directory.resolve("runs").toString()));
    arguments.addAll(List.of("--device", "cpu", "--batch", "8", "--save-every", "1"));
    return arguments;
  }

  private void awaitState(String run, long step, TrainerProcess trainer) {
    TrainingStates states = new TrainingStates(store, KEYS, run);
    Awaitility.await()
        .atMost(TrainerProcess.PATIENCE)
        .pollInterval(Duration.ofMillis(2))
        .until(
            () -> {
              List<Long> steps = states.steps();
              boolean saved = !steps.isEmpty() && steps.get(0) >= step;
              assertThat(saved || trainer.isAlive()).as(trainer::log).isTrue();
              return saved;
            });
  }

  /** "{step} {digest}" of each version, newest first. */
  private List<String> versions(String run) throws Exception {
    List<String> versions = new ArrayList<>();
    for (Version version : reader.versions()) {
      Manifest manifest = reader.manifest(version);
      if (manifest.getRun().equals(run)) {
        versions.add(manifest.getStep() + " " + manifest.getModelDigest());
      }
    }
    return versions;
  }

  /** Without what a clock told. */
  private List<String> history(String run) throws Exception {
    Path file = directory.resolve("runs/" + run + "/history.csv");
    List<List<String>> lines =
        Files.readAllLines(file).stream().map(line -> List.of(line.split(",", -1))).toList();
    List<String> columns = lines.get(0);
    return lines.stream()
        .map(
            line ->
                IntStream.range(0, columns.size())
                    .filter(i -> !CLOCKED.contains(columns.get(i)))
                    .mapToObj(line::get)
                    .collect(Collectors.joining(",")))
        .toList();
  }
}
