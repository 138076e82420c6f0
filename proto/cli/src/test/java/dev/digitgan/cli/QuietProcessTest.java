package dev.digitgan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the JVM and libraries would say beside the command, a process of its own shows. */
@Tag("ci")
class QuietProcessTest {
  @TempDir private Path directory;
  private File err = new File("");

  @BeforeEach
  void files() {
    err = directory.resolve("err").toFile();
  }

  /** JDK 24 and later warn of what protobuf 4.35 and older did. */
  @Test
  void nothingIsSaidWhereAllIsWell() throws Exception {
    TestStore store = new TestStore(directory.resolve("store"));
    store.publish(1);

    assertThat(run("models", "show", "1", "--store", directory.resolve("store").toString()))
        .isZero();
    assertThat(err).isEmpty();
  }

  @Test
  void aServerThatDoesNotResolveIsOneLine() throws Exception {
    String none = "x".repeat(64) + ".invalid:50051";

    assertThat(run("versions", "--server", none)).isEqualTo(1);
    assertThat(Files.readAllLines(err.toPath()))
        .singleElement()
        .asString()
        .startsWith("error: UNAVAILABLE: Unable to resolve host " + "x".repeat(64) + ".invalid");
  }

  private int run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(DigitganMain.class.getName());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(err)
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }
}
