package dev.digitgan.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("locale")
final class TableTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "a,b", "\"", "\"\"", "say \"a, b\"", ",", "é, ü", "a \" b \"\" c"})
  void aValueComesBackAsItWas(String value) {
    String line = Table.line(List.of("x", value, value, "y"));
    assertThat(line).endsWith("\n");
    assertThat(Table.values(line.substring(0, line.length() - 1)))
        .containsExactly("x", value, value, "y");
  }

  @Test
  void aRowIsOneLineWhateverItHolds() {
    assertThat(Table.line(List.of("a\nb\r\nc", "d"))).isEqualTo("a b c,d\n");
  }

  @Test
  void aTableIsReadByItsColumnsNames(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("t.csv");
    Files.writeString(file, "b,a\n1,x\n2\n,y\n3,z\n4,torn");
    Table table = Table.read(file);
    assertThat(table.numbers("b")).containsExactly(1.0, Double.NaN, 3.0);
    assertThat(table.text(1, "a")).isEqualTo("y");
    assertThat(table.text(1, "missing")).isEmpty();
    assertThat(table.number(0, "a")).isNaN();
  }

  @Test
  void noFileIsNoTable(@TempDir Path directory) throws IOException {
    assertThat(Table.read(directory.resolve("none.csv")).count()).isZero();
  }
}
