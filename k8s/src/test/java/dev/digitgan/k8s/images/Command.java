package dev.digitgan.k8s.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that is run to its end. */
final class Command {
  private Command() {}

  /** Those of {@code programs} that are not on the PATH. */
  static List<String> missing(String... programs) {
    List<Path> path =
        Splitter.on(File.pathSeparatorChar)
            .splitToStream(System.getenv().getOrDefault("PATH", ""))
            .map(Path::of)
            .toList();
    return List.of(programs).stream()
        .filter(name -> path.stream().noneMatch(dir -> Files.isExecutable(dir.resolve(name))))
        .toList();
  }

  /** What it printed, on both streams, once it has ended with 0. */
  static String run(Path directory, Duration patience, List<String> command)
      throws IOException, InterruptedException {
    return new String(bytes(directory, patience, command), StandardCharsets.UTF_8);
  }

  /** As {@link #run}, for what is no text. */
  static byte[] bytes(Path directory, Duration patience, List<String> command)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("command", ".out");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().keySet().removeIf(variable -> variable.startsWith("DIGITGAN_"));
      Process process = builder.start();
      try {
        boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        byte[] printed = Files.readAllBytes(output);
        String what = command + " printed: " + new String(printed, StandardCharsets.UTF_8);
        assertThat(ended).as(what).isTrue();
        assertThat(process.exitValue()).as(what).isZero();
        return printed;
      } finally {
        process.destroyForcibly();
      }
    } finally {
      Files.delete(output);
    }
  }
}
