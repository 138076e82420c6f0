package dev.digitgan.k8s.stored;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One of the programs, run to its end as a process of its own.
 *
 * @param directory for what it prints
 * @param flags of its Java
 */
record Program(String mainClass, Path directory, List<String> flags) {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  static Program digitgan(Path directory) {
    return new Program(
        "dev.digitgan.cli.DigitganMain", directory, List.of("-XX:TieredStopAtLevel=1"));
  }

  /** With the recipes of the stored runs beside its own. */
  static Program trainer(Path directory) {
    return new Program("dev.digitgan.trainer.TrainerMain", directory, List.of());
  }

  /** How it ended, and what it printed. */
  record Ended(int status, String out, String err) {
    Ended requireStatus(int expected) {
      assertThat(status).as(out + err).isEqualTo(expected);
      return this;
    }

    JsonArray json() {
      return JsonParser.parseString(out).getAsJsonArray();
    }
  }

  Ended run(StoredData data, String... arguments) throws IOException, InterruptedException {
    Path out = Files.createTempFile(directory, "program", ".out");
    Path err = Files.createTempFile(directory, "program", ".err");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC"));
    command.addAll(flags);
    command.add("-cp");
    command.add(System.getProperty("java.class.path") + File.pathSeparator + StoredData.recipes());
    command.add(mainClass);
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().keySet().removeIf(variable -> variable.startsWith("DIGITGAN_"));
    builder.environment().put("DIGITGAN_STORE", data.objects().toString());
    builder.environment().put("DIGITGAN_OUT", directory.resolve("runs").toString());
    Process process = builder.start();
    try {
      boolean ended = process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      assertThat(ended).as(Files.readString(err)).isTrue();
      return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      process.destroyForcibly();
    }
  }
}
