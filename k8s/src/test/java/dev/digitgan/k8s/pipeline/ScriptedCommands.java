package dev.digitgan.k8s.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The script k8s/pipeline/retrain, whose three command lines do what they would do to a store that
 * is two files, unless they are told to end with another status.
 */
final class ScriptedCommands {
  private static final String SCRIPT =
      """
      #!/usr/bin/env bash
      # Files: calls; fails, whose lines are "STATUS BEGINNING-OF-COMMAND"; and what there is.
      cd "$(dirname "$0")"
      call="${0##*/} $*"
      echo "$call" >>calls
      while read -r status beginning; do
        [[ "$call" != "$beginning"* ]] || exit "$status"
      done <fails
      here() { [[ -f "$1" ]] || exit 3; cat "$1"; }
      case "$call" in
        "trainer train "* | "kubectl "*"create job "*) echo 2 >run; touch job ;;
        "trainer gate "*) echo 2 >channel:stable ;;
        "kubectl "*"--output=name") [[ ! -f job ]] || echo job.batch/r ;;
        "kubectl "*"--output=jsonpath="*) echo Complete ;;
        "digitgan models which run:r") here run ;;
        "digitgan models which "*) here "$3" ;;
        "digitgan models promote "*) echo "$3" >"channel:$5" ;;
        "digitgan models rollback "*) echo 1 >channel:stable ;;
      esac
      """;

  private final Path directory;

  ScriptedCommands(Path directory) throws IOException {
    this.directory = directory;
    for (String name : List.of("trainer", "digitgan", "kubectl")) {
      Path script = Files.writeString(directory.resolve(name), SCRIPT);
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Files.writeString(directory.resolve("channel:stable"), "1\n");
  }

  /** What one call ended with and printed. */
  record Result(int status, String printed, List<String> calls) {}

  /**
   * @param failing lines "STATUS BEGINNING-OF-COMMAND"
   * @param options beside the run, which is r, and the fleet
   */
  Result retrain(List<String> failing, String... options) throws Exception {
    return retrain(failing, Map.of(), options);
  }

  /** As {@link #retrain(List, String...)}, with other variables. */
  Result retrain(List<String> failing, Map<String, String> variables, String... options)
      throws Exception {
    Files.write(directory.resolve("fails"), failing);
    Files.deleteIfExists(directory.resolve("calls"));
    List<String> command = new ArrayList<>();
    command.addAll(List.of("bash", Path.of("pipeline/retrain").toAbsolutePath().toString()));
    command.addAll(List.of("--run", "r", "--fleet", "fleet.test:50051"));
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(variable -> variable.startsWith("DIGITGAN_"));
    for (String name : List.of("trainer", "digitgan", "kubectl")) {
      builder.environment().put(name.toUpperCase(Locale.ROOT), directory.resolve(name).toString());
    }
    builder.environment().put("KUBECTL_INTERVAL", "0");
    builder.environment().putAll(variables);
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    Path calls = directory.resolve("calls");
    return new Result(
        process.exitValue(), printed, Files.exists(calls) ? Files.readAllLines(calls) : List.of());
  }

  /** Where it stands; empty where it was never moved. */
  Optional<String> channel(String name) throws IOException {
    Path channel = directory.resolve("channel:" + name);
    return Files.exists(channel)
        ? Optional.of(Files.readString(channel).strip())
        : Optional.empty();
  }

  String path(String name) {
    return directory.resolve(name).toString();
  }
}
