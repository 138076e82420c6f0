package dev.digitgan.trainer.report;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AppendedFileTest {
  private final Path path;

  AppendedFileTest(@TempDir Path directory) throws IOException {
    path = Files.writeString(directory.resolve("f"), "one\n");
  }

  @Test
  void whatAFailedWriteLeftBehindIsCutOff() throws IOException {
    AppendedFile file = new AppendedFile(path, 4);
    // As a disk that was full leaves it.
    Files.writeString(path, "tw", StandardOpenOption.APPEND);
    file.append("three\n".getBytes(US_ASCII));
    file.append("four\n".getBytes(US_ASCII));
    assertThat(path).hasContent("one\nthree\nfour\n");
  }

  @Test
  void aFileThatWasTakenAwayIsNotBegunInTheMiddle() throws IOException {
    AppendedFile file = new AppendedFile(path, 4);
    Files.delete(path);
    assertThatThrownBy(() -> file.append(new byte[1])).isInstanceOf(IOException.class);
    Files.writeString(path, "o");
    assertThatThrownBy(() -> file.append(new byte[1])).hasMessageContaining("has become shorter");
  }
}
