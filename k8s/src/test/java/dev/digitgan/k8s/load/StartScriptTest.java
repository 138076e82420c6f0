package dev.digitgan.k8s.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the services' start scripts set, as a Java runtime finds it that only prints it. */
final class StartScriptTest {
  private static final Path SCRIPT_HOME = Path.of("").toAbsolutePath().resolveSibling("proto");

  private final Path directory;

  StartScriptTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @ParameterizedTest
  @ValueSource(strings = {"generator-service", "trainer-service"})
  void theHeapsOfTheCLibraryAreFewWhateverTheNumberOfCores(String service) throws Exception {
    Map<String, String> set = variables(service, Map.of());

    assertThat(set).containsKey("MALLOC_ARENA_MAX");
    assertThat(Integer.parseInt(set.get("MALLOC_ARENA_MAX"))).isBetween(1, 4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"generator-service", "trainer-service"})
  void whoeverSetsThemHasTheLastWord(String service) throws Exception {
    assertThat(variables(service, Map.of("MALLOC_ARENA_MAX", "7")))
        .containsEntry("MALLOC_ARENA_MAX", "7");
  }

  @Test
  void theStandInForTheGeneratorsScriptSetsWhatTheScriptSets() throws Exception {
    assertThat(variables("generator-service", Map.of()))
        .containsAllEntriesOf(StartScript.VARIABLES);
  }

  /** What the script of {@code service} gives to Java. */
  private Map<String, String> variables(String service, Map<String, String> given)
      throws IOException, InterruptedException {
    Path bin = Files.createDirectories(directory.resolve("service/bin"));
    Path target = Files.createDirectories(directory.resolve("service/target"));
    Path runtime = Files.createDirectories(directory.resolve("runtime/bin"));
    Files.copy(SCRIPT_HOME.resolve("../" + service + "/bin/" + service), bin.resolve(service));
    for (String shared : List.of("java-service", "file-names")) {
      Files.copy(SCRIPT_HOME.resolve("runtime/bin").resolve(shared), bin.resolve(shared));
    }
    Files.createFile(target.resolve(service + ".jar"));
    Path java = Files.writeString(runtime.resolve("java"), "#!/bin/sh\nexec env\n");
    assumeTrue(java.toFile().setExecutable(true), "nothing can be made executable here");

    Path output = directory.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder("bash", bin.resolve(service).toString(), "serve")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().keySet().removeAll(StartScript.VARIABLES.keySet());
    builder.environment().put("JAVA_HOME", directory.resolve("runtime").toString());
    builder.environment().putAll(given);
    assertThat(builder.start().waitFor()).as(Files.readString(output)).isZero();

    Map<String, String> variables = new TreeMap<>();
    try (Stream<String> lines = Files.lines(output)) {
      lines
          .filter(line -> line.indexOf('=') > 0)
          .forEach(
              line ->
                  variables.put(
                      line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
    }
    return variables;
  }
}
