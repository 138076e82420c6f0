package dev.digitgan.k8s.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The script k8s/pipeline/retrain, with command lines that may kill it. */
final class Pipeline {
  /** Of a shell that was killed. */
  static final int KILLED = 128 + 9;

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /** Runs a command line and then, if it is that which CRASH_AFTER names, kills the script. */
  private static final String WRAPPER =
      """
      #!/usr/bin/env bash
      %s -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto \\
        -Djdk.net.hosts.file='%s' -cp '%s' %s "$@"
      status=$?
      if [[ -n "${CRASH_AFTER:-}" && "$*" == "$CRASH_AFTER"* ]]; then
        kill -9 $PPID
      fi
      exit $status
      """;

  private final Path directory;
  private final Path hosts;
  private final Map<String, String> environment;

  /**
   * @param directory for the command lines and what is printed
   */
  Pipeline(Path directory, Path store, Path data) throws IOException {
    this.directory = directory;
    this.hosts = Files.createFile(directory.resolve("hosts"));
    this.environment =
        Map.of(
            "DIGITGAN_STORE", store.toString(),
            "DIGITGAN_DATA", data.toString(),
            "DIGITGAN_OUT", directory.resolve("runs").toString(),
            "TRAINER", wrapper("trainer", ReadyMadeTrainer.class.getName()),
            "DIGITGAN", wrapper("digitgan", "dev.digitgan.cli.DigitganMain"));
  }

  private String wrapper(String name, String mainClass) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path script = directory.resolve(name);
    Files.writeString(
        script, WRAPPER.formatted(java, hosts, System.getProperty("java.class.path"), mainClass));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return script.toString();
  }

  /** From now on {@code name} has this machine's address; no other name has any. */
  void name(String name) throws IOException {
    Files.writeString(hosts, "127.0.0.1 " + name + "\n");
  }

  /** What one call ended with and printed. */
  record Result(int status, String printed) {}

  /**
   * @param crashAfter beginning of the command after which the script is killed; empty: none
   */
  Result run(String crashAfter, List<String> arguments) throws IOException, InterruptedException {
    Path output = Files.createTempFile(directory, "retrain", ".log");
    List<String> command =
        new ArrayList<>(List.of("bash", Path.of("pipeline/retrain").toAbsolutePath().toString()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(variable -> variable.startsWith("DIGITGAN_"));
    builder.environment().putAll(environment);
    builder.environment().put("CRASH_AFTER", crashAfter);
    Process process = builder.start();
    try {
      boolean ended = process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      assertThat(ended).as(Files.readString(output)).isTrue();
      return new Result(process.exitValue(), Files.readString(output));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
