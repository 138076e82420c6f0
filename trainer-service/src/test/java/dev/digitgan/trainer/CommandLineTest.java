package dev.digitgan.trainer;

import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.version.CheckpointReader;
import dev.digitgan.runtime.engine.EngineSettings;
import dev.digitgan.store.DirectoryStore;
import dev.digitgan.store.ObjectStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** Command lines that are run in this process, over a store and images of each test's own. */
abstract class CommandLineTest {
  static final int FAILED = 1;
  static final int WRONG_USE = 2;
  static final CheckpointKeys KEYS = new CheckpointKeys("digits");

  final Path directory;
  final Path data;
  final ObjectStore store;
  final CheckpointReader reader;

  /** What the last command said. */
  String out = "";

  String err = "";
  List<String> errors = List.of();

  CommandLineTest(Path directory) {
    this.directory = directory;
    data = directory.resolve("data");
    store = new DirectoryStore(directory.resolve("store"));
    reader = new CheckpointReader(store, KEYS);
  }

  @AfterEach
  final void gradientsOff() {
    EngineSettings.ONE_THREAD.prepareInferenceThread();
  }

  /** {@code train} in batches of 8; its status. */
  final int train(String run, List<String> arguments) {
    List<String> line = new ArrayList<>(TrainerProcess.HEAD);
    line.addAll(List.of("--run", run, "--batch", "8", "--device", "cpu"));
    line.addAll(List.of("--out", directory.resolve("runs").toString()));
    line.addAll(arguments);
    return execute(line);
  }

  final int execute(String... arguments) {
    return execute(List.of(arguments));
  }

  /** Runs a command over the store and the images; its status. */
  private int execute(List<String> arguments) {
    List<String> line = new ArrayList<>(arguments);
    line.addAll(List.of("--data", data.toString()));
    return executeOnStore(line);
  }

  /** Runs a command that takes no images; its status. */
  final int executeOnStore(List<String> arguments) {
    List<String> line = new ArrayList<>(arguments);
    line.addAll(List.of("--store", directory.resolve("store").toString()));
    CommandRun run = CommandRun.of(line);
    out = run.out();
    err = run.err();
    errors = run.errors();
    return run.status();
  }
}
