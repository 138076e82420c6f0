package dev.digitgan.k8s.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of files that are not ASCII, in locales that know ASCII alone. */
final class FileNamesTest {
  /** A folder "ü b", whatever the locale of this process. */
  private static final String IN_FOLDER =
      """
      cd "$1" && shift
      folder=$(printf '\\303\\274 b')
      mkdir -p "$folder" && cd "$folder" && exec "$@"
      """;

  private final Path directory;

  FileNamesTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @ParameterizedTest
  @CsvSource({
    "generator-service, LC_ALL, C",
    "trainer-service, LC_ALL, POSIX",
    "proto/cli, LC_ALL, C",
    "trainer-service, LC_CTYPE, C",
    "trainer-service, LANG, xx_YY",
    "proto/cli, LANG, C"
  })
  void theStartScriptsChooseALocaleThatKnowsEveryLetter(String module, String variable, String is)
      throws Exception {
    assumeUtf8IsInstalled();
    assertThat(script(module, Map.of(variable, is), "locale charmap")).isEqualTo("UTF-8");
  }

  @Test
  void aLocaleThatIsUtf8Stays() throws Exception {
    assumeUtf8IsInstalled();
    assertThat(
            script(
                "trainer-service", Map.of("LANG", "C.UTF-8"), "echo \"$LANG,$LC_ALL,$LC_CTYPE\""))
        .isEqualTo("C.UTF-8,,");
  }

  @ParameterizedTest
  @CsvSource({
    "dev.digitgan.trainer.TrainerMain, recipes",
    "dev.digitgan.generator.GeneratorMain, serve",
    "dev.digitgan.cli.DigitganMain, versions"
  })
  void withoutTheScriptsTheFirstLineSaysWhatToSet(String main, String command) throws Exception {
    Result result = inFolder(Map.of("LC_ALL", "C"), main, command);
    assertThat(result.status()).as(result.printed()).isEqualTo(2);
    // This module's class path holds the logging of the services and that of the command line.
    assertThat(result.printed().lines().filter(line -> !line.startsWith("SLF4J(")))
        .singleElement(STRING)
        .startsWith("error: the current folder ")
        .contains("set LC_ALL to a UTF-8 locale, e.g. LC_ALL=C.UTF-8");
  }

  @Test
  void inAUtf8LocaleAFolderOfAnyNameIsWorkedIn() throws Exception {
    assumeUtf8IsInstalled();
    Result result =
        inFolder(
            Map.of("LC_ALL", "C.UTF-8"),
            "dev.digitgan.cli.DigitganMain",
            "keys",
            "new",
            "--out",
            "kéys");
    assertThat(result.status()).as(result.printed()).isZero();
    Result found = run(Map.of(), "bash", "-c", "ls \"$0\"/$(printf '\\303\\274')*/k*ys", at());
    assertThat(found.printed()).contains(".pem");
  }

  /** What {@code command} prints in the place of Java. */
  private String script(String module, Map<String, String> variables, String command)
      throws Exception {
    String name = module.equals("proto/cli") ? "digitgan" : module;
    Path app = directory.resolve("app");
    assertThat(run(Map.of(), "mkdir", "-p", at() + "/app/target", at() + "/java/bin").status())
        .isZero();
    Path bin = Path.of("..", module, "bin").toAbsolutePath().normalize();
    assertThat(run(Map.of(), "cp", "-rL", bin.toString(), app.resolve("bin").toString()).status())
        .isZero();
    Files.createFile(app.resolve("target").resolve(name + ".jar"));
    Path java = directory.resolve("java/bin/java");
    Files.writeString(java, "#!/bin/sh\n" + command + "\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Map<String, String> all = new HashMap<>(variables);
    all.put("JAVA_HOME", directory.resolve("java").toString());
    Result result = run(all, app.resolve("bin").resolve(name).toString());
    assertThat(result.status()).as(result.printed()).isZero();
    List<String> lines = result.printed().lines().toList();
    return lines.get(lines.size() - 1);
  }

  private Result inFolder(Map<String, String> variables, String... arguments) throws Exception {
    String classPath = System.getProperty("java.class.path");
    assumeTrue(StandardCharsets.US_ASCII.newEncoder().canEncode(classPath));
    List<String> command = new ArrayList<>(List.of("bash", "-c", IN_FOLDER, "bash", at()));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", classPath));
    command.addAll(List.of(arguments));
    return run(variables, command.toArray(String[]::new));
  }

  private static void assumeUtf8IsInstalled() throws Exception {
    assumeTrue(run(Map.of(), "locale", "-a").printed().matches("(?s).*\\bC\\.(utf8|UTF-8)\\b.*"));
  }

  private String at() {
    return directory.toString();
  }

  private record Result(int status, String printed) {}

  private static Result run(Map<String, String> variables, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
    builder.environment().keySet().removeIf(name -> name.startsWith("DIGITGAN_"));
    builder.environment().putAll(variables);
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), printed);
  }
}
