package dev.digitgan.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.testing.UsualMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WholeFileTest {
  @TempDir Path directory;

  @Test
  void theFileIsThereAlone() throws IOException {
    Path made = Files.createDirectory(directory.resolve("new one"));
    Path file = made.resolve("file.json");
    WholeFile.write(file, "1".getBytes(UTF_8));
    WholeFile.write(file, "22".getBytes(UTF_8));

    assertThat(file).hasContent("22");
    assertThat(names(made)).containsExactly("file.json");
  }

  @Test
  void theUmaskDecidesWhoReadsIt() throws IOException {
    Path file = directory.resolve("file");
    WholeFile.write(file, new byte[1]);
    UsualMode.assertThatAnyoneAllowedByTheUmaskReads(file);
  }

  @Test
  void whatCannotBeReplacedStaysAndNothingIsLeftOver() throws IOException {
    Path taken = directory.resolve("taken");
    Files.createDirectories(taken.resolve("below"));

    assertThatThrownBy(() -> WholeFile.write(taken, new byte[1])).isInstanceOf(IOException.class);

    assertThat(names(directory)).containsExactly("taken");
    assertThat(taken.resolve("below")).isDirectory();
  }

  @Test
  void aDirectoryThatHasNoNameIsNoFile() {
    assertThatThrownBy(() -> WholeFile.write(Path.of("/"), new byte[1]))
        .hasMessage("/: is a directory");
  }

  private static Stream<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> String.valueOf(file.getFileName())).toList().stream();
    }
  }
}
