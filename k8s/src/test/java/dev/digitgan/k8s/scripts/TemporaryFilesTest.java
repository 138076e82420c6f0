package dev.digitgan.k8s.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What Java calls a temporary file is for its owner alone, also once it has its final name. */
final class TemporaryFilesTest {
  private static final List<String> MODULES =
      List.of(
          "generator-service",
          "trainer-service",
          "proto/checkpoint",
          "proto/cli",
          "proto/command",
          "proto/runtime");

  @Test
  void noProgramMakesItsFilesThatWay() throws IOException {
    int sources = 0;
    for (String module : MODULES) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src/main/java"))) {
        for (Path source : files.filter(file -> file.toString().endsWith(".java")).toList()) {
          sources++;
          assertThat(Files.readString(source))
              .as("%s: use WholeFile", source)
              .doesNotContain("createTempFile(", "createTempDirectory(");
        }
      }
    }
    assertThat(sources).isGreaterThan(300);
  }
}
