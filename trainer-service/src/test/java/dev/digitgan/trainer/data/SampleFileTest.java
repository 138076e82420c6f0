package dev.digitgan.trainer.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SampleFileTest {
  private static final int IMAGE = 28 * 28;
  private static final String HEADER =
      "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 28, 28), }";

  private final Path file;

  SampleFileTest(@TempDir Path directory) {
    file = directory.resolve("samples");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void anArrayOfNumPyIsRead(int version) throws Exception {
    byte[] pixels = new byte[2 * IMAGE];
    pixels[IMAGE + 1] = (byte) 200;
    write(version, HEADER, pixels);
    assertThat(SampleFile.read(file)).isEqualTo(pixels);
  }

  @Test
  void anIdxFileIsRead() throws Exception {
    byte[] idx = IdxBytes.images(3);
    Files.write(file, IdxBytes.gzip(idx));
    assertThat(SampleFile.read(file)).isEqualTo(Arrays.copyOfRange(idx, 16, idx.length));
  }

  @Test
  void anotherArrayIsNamed() throws IOException {
    write(1, HEADER.replace("|u1", "<f4"), new byte[2 * IMAGE]);
    assertRefused("it holds {'descr': '<f4'");
    write(1, HEADER.replace("False", "True"), new byte[2 * IMAGE]);
    assertRefused("'fortran_order': True");
  }

  @Test
  void shapesOtherThanDigitsAreNamed() throws IOException {
    write(1, HEADER.replace("2, 28, 28", "2, 32, 32"), new byte[2 * IMAGE]);
    assertRefused("images of 32 x 32");
    write(1, HEADER.replace("(2, 28, 28)", "(1568,)"), new byte[2 * IMAGE]);
    assertRefused("it holds {'descr'");
    write(1, HEADER.replace("(2,", "(0,"), new byte[0]);
    assertRefused("0 images; 1 to 340000 are accepted");
    write(1, HEADER.replace("(2,", "(999999999,"), new byte[0]);
    assertRefused("999999999 images");
  }

  @Test
  void bytesTooManyOrTooFewAreNamed() throws IOException {
    write(1, HEADER, new byte[2 * IMAGE - 1]);
    assertRefused("1567 bytes where 1568 follow the header");
    write(1, HEADER, new byte[2 * IMAGE + 1]);
    assertRefused("more bytes where 1568 follow the header");
    Files.write(file, new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 9});
    assertRefused("cut short in its header");
    write(7, HEADER, new byte[2 * IMAGE]);
    assertRefused("its header has an unknown version");
  }

  @Test
  void whatIsNeitherIsNamed() throws IOException {
    Files.writeString(file, "hello");
    assertRefused("not an IDX file");
    Files.delete(file);
    assertRefused("cannot be read");
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> SampleFile.read(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(message);
  }

  private void write(int version, String header, byte[] values) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0x93);
    out.writeBytes("NUMPY".getBytes(ISO_8859_1));
    out.write(version);
    out.write(0);
    byte[] text = (header + "   \n").getBytes(ISO_8859_1);
    out.write(text.length);
    out.write(0);
    if (version > 1) {
      out.write(0);
      out.write(0);
    }
    out.writeBytes(text);
    out.writeBytes(values);
    Files.write(file, out.toByteArray());
  }
}
