package dev.digitgan.k8s.manifests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.common.base.Splitter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A program of the machine that not every machine has. */
final class Tool {
  private final Path program;

  private Tool(Path program) {
    this.program = program;
  }

  /** Where the program is not on the PATH, the test that asks is skipped, and says so. */
  static Tool orSkip(String name) {
    Optional<Path> found = find(name);
    assumeThat(found).as("%s on the PATH", name).isPresent();
    return new Tool(found.orElseThrow());
  }

  private static Optional<Path> find(String name) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    for (String directory : Splitter.on(File.pathSeparatorChar).omitEmptyStrings().split(path)) {
      Path program = Path.of(directory, name);
      if (Files.isExecutable(program)) {
        return Optional.of(program);
      }
    }
    return Optional.empty();
  }

  /** How it ended, and what it printed. */
  record Outcome(int status, String output) {}

  /** Runs it to its end. */
  Outcome run(Path input, String... arguments) {
    List<String> command = command(arguments);
    try {
      Path output = Files.createTempFile("digitgan-tool-", ".txt");
      try {
        Process process =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(input.toFile())
                .redirectOutput(output.toFile())
                .start();
        return new Outcome(process.waitFor(), Files.readString(output, UTF_8));
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  Outcome run(String... arguments) {
    return run(Path.of("/dev/null"), arguments);
  }

  /** The command line that runs it. */
  List<String> command(String... arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    return command;
  }
}
