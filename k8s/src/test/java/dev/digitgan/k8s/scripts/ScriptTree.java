package dev.digitgan.k8s.scripts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A copy of the tree's scripts in a folder of its own, with jars that are empty and with programs
 * that only say how they were called: java its arguments, mvn the folder that it was called in.
 */
final class ScriptTree {
  static final List<String> SCRIPTS =
      List.of(
          "generator-service/bin/generator-service",
          "trainer-service/bin/trainer-service",
          "proto/cli/bin/digitgan",
          "k8s/pipeline/retrain",
          "k8s/e2e",
          "k8s/monitoring/operator-rule",
          "docs/make-recipes",
          ".ci/run",
          "quickstart");

  private static final List<String> SOURCED =
      List.of(
          "generator-service/bin/java-service",
          "generator-service/bin/file-names",
          "trainer-service/bin/java-service",
          "trainer-service/bin/file-names",
          "proto/cli/bin/file-names");
  private static final List<String> JARS =
      List.of(
          "generator-service/target/generator-service.jar",
          "trainer-service/target/trainer-service.jar",
          "proto/cli/target/digitgan.jar");

  /** As macOS has it before 12.3. */
  private static final String OLD_READLINK =
      """
      case "$1" in
        -f) echo "readlink: illegal option -- f" >&2; exit 1 ;;
      esac
      exec /usr/bin/env -i PATH=/usr/bin:/bin readlink "$@"
      """;

  private final Path root;
  private final Path java;
  private final Path programs;

  /**
   * @param directory where the tree is made
   */
  ScriptTree(Path directory) throws IOException {
    root = Files.createDirectories(directory).toRealPath();
    java = root.resolveSibling("programs");
    programs = Files.createDirectories(java.resolve("bin"));
    for (String name : SCRIPTS) {
      copy(name);
    }
    for (String name : SOURCED) {
      copy(name);
    }
    for (String jar : JARS) {
      Files.createDirectories(root.resolve(jar).getParent());
      Files.createFile(root.resolve(jar));
    }
    copy("k8s/monitoring/alerts.yaml");
    Files.createDirectories(root.resolve("k8s/components/prometheus-operator"));
    program("java", "echo \"java $*\"\nexit 9\n");
    program("mvn", "echo \"mvn in $PWD\"\nexit 9\n");
    program("readlink", OLD_READLINK);
  }

  /** The script itself, in this tree's sources. */
  static Path source(String name) {
    return Path.of("..").resolve(name);
  }

  private void copy(String name) throws IOException {
    Path copy = root.resolve(name);
    Files.createDirectories(copy.getParent());
    Files.copy(source(name), copy);
  }

  private void program(String name, String body) throws IOException {
    Path file = programs.resolve(name);
    Files.writeString(file, "#!/usr/bin/env bash\n" + body);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  Path path(String name) {
    return root.resolve(name);
  }

  /** All that {@code script} prints when it is called by that name in {@code folder}. */
  String call(Path folder, String script, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", script));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("DIGITGAN_"));
    builder.environment().put("PATH", programs + ":" + System.getenv("PATH"));
    builder.environment().put("JAVA_HOME", java.toString());
    // Where it is set, "cd" with a relative path looks elsewhere first, and prints where it went.
    builder.environment().put("CDPATH", ".");
    Process process = builder.start();
    process.getOutputStream().close();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return printed;
  }
}
