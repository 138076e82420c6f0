package dev.digitgan.runtime.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.testing.UsualMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("locale")
class ServicePortsTest {
  private final ServicePorts ports = new ServicePorts(50051, 50061, 8080);

  @Test
  void theStartLineNamesEachPort() {
    assertThat(ports.startLine("generator"))
        .isEqualTo("generator ready to start: grpc=50051 admin=50061 http=8080");
  }

  @Test
  void theFileAppearsWholeAndAlone(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("run/generator.json");

    ports.write(file, "generator");
    ports.write(file, "generator");

    assertThat(file)
        .hasContent(
            String.format(
                Locale.ROOT,
                "{\"service\":\"generator\",\"pid\":%d,\"grpc\":50051,\"admin\":50061,\"http\":8080}\n",
                ProcessHandle.current().pid()));
    try (Stream<Path> files = Files.list(directory.resolve("run"))) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void scriptsOfOthersReadItWhereTheUmaskLetsThem(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("ports.json");

    ports.write(file, "generator");

    UsualMode.assertThatAnyoneAllowedByTheUmaskReads(file);
  }
}
