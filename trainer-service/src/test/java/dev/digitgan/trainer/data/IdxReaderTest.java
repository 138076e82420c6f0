package dev.digitgan.trainer.data;

import static dev.digitgan.trainer.data.IdxBytes.IMAGE_BYTES;
import static dev.digitgan.trainer.data.IdxBytes.file;
import static dev.digitgan.trainer.data.IdxBytes.gzip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.digitgan.trainer.data.IdxReader.IdxFile;
import dev.digitgan.trainer.data.IdxReader.IdxKind;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class IdxReaderTest {
  private static final String AGAIN = "; fetch the file again";
  private static final String TEN_CLASSES =
      "; every recipe takes ten classes, since a digit classifier judges its versions: keep ten"
          + " classes, and number them from 0";
  private static final String DIGITS =
      "; use files in MNIST's format, 28 x 28 unsigned bytes with labels 0 to 9";

  private Path directory;

  @BeforeEach
  void nameDirectory(@TempDir Path temporary) {
    directory = temporary;
  }

  @Test
  void readsRawAndGzippedFilesAlike() throws Exception {
    byte[] bytes = IdxBytes.images(3);

    IdxFile raw = IdxReader.read(write(bytes), IdxKind.IMAGES);
    IdxFile zipped = IdxReader.read(write(gzip(bytes)), IdxKind.IMAGES);

    assertThat(raw.count()).isEqualTo(3);
    assertThat(raw.values()).isEqualTo(Arrays.copyOfRange(bytes, 16, bytes.length));
    assertThat(raw.sha256()).isEqualTo(IdxBytes.sha256(bytes));
    assertThat(zipped).usingRecursiveComparison().isEqualTo(raw);
  }

  @Test
  void readsLabels() throws Exception {
    IdxFile labels = IdxReader.read(write(IdxBytes.labels(12)), IdxKind.LABELS);

    assertThat(labels.values()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1);
  }

  static Stream<Arguments> malformed() {
    byte[] images = IdxBytes.images(2);
    byte[] labels = IdxBytes.labels(2);
    byte[] image = new byte[IMAGE_BYTES];
    IdxKind asImages = IdxKind.IMAGES;
    IdxKind asLabels = IdxKind.LABELS;
    return Stream.of(
        arguments(asImages, new byte[0], "the file is empty" + AGAIN),
        arguments(asImages, gzip(new byte[0]), "the file is empty" + AGAIN),
        arguments(asImages, new byte[3], "not an IDX file: it holds only 3 bytes" + AGAIN),
        arguments(
            asImages,
            Arrays.copyOf(images, 11),
            "cut short: the header has 11 of 16 bytes" + AGAIN),
        arguments(
            asImages,
            "<html>not found</html>".getBytes(StandardCharsets.US_ASCII),
            "not an IDX file (magic number 0x3c68746d found, 0x00000803 expected)" + AGAIN),
        arguments(
            asImages,
            labels,
            "holds labels where images are expected (magic number 0x00000801 found, 0x00000803"
                + " expected); check whether the two files were swapped"),
        arguments(
            asLabels,
            images,
            "holds images where labels are expected (magic number 0x00000803 found, 0x00000801"
                + " expected); check whether the two files were swapped"),
        arguments(
            asImages,
            file(new int[] {0xd03, 1, 28, 28}, image),
            "element type 0x0d where 0x08, unsigned byte, is expected (magic number 0x00000d03"
                + " found, 0x00000803 expected)"
                + DIGITS),
        arguments(
            asImages,
            file(new int[] {0x802, 28, 28}, image),
            "2 dimensions where 3 are expected for images (magic number 0x00000802 found,"
                + " 0x00000803 expected)"
                + DIGITS),
        arguments(
            asImages,
            file(new int[] {0x803, 1, 32, 32}, new byte[1024]),
            "images of 32 x 32 where 28 x 28 is expected" + DIGITS),
        arguments(
            asImages,
            file(new int[] {0x803, 1, -28, 0}, image),
            "images of -28 x 0 where 28 x 28 is expected" + DIGITS),
        arguments(
            asImages,
            file(new int[] {0x803, 0, 28, 28}, new byte[0]),
            "the header says 0 images" + AGAIN),
        arguments(
            asLabels,
            file(new int[] {0x801, -5}, new byte[0]),
            "the header says -5 labels" + AGAIN),
        arguments(
            asImages,
            file(new int[] {0x803, Integer.MAX_VALUE, 28, 28}, image),
            "the header says 2147483647 images, more than the limit of 340000; split the"
                + " set into smaller ones, or fetch the file again"),
        arguments(
            asImages,
            Arrays.copyOf(images, images.length - 1),
            "cut short: 1567 of 1568 bytes after the header" + AGAIN),
        arguments(
            asImages,
            gzip(Arrays.copyOf(images, images.length - 1)),
            "cut short: 1567 of 1568 bytes after the header" + AGAIN),
        arguments(
            asImages,
            Arrays.copyOf(images, images.length + 1),
            "bytes follow the 2 images that the header says" + AGAIN),
        arguments(
            asLabels,
            gzip(Arrays.copyOf(labels, labels.length + 1)),
            "bytes follow the 2 labels that the header says" + AGAIN),
        arguments(
            asLabels,
            file(new int[] {0x801, 3}, new byte[] {9, 3, 10}),
            "label 10 at position 2 is not a digit" + TEN_CLASSES),
        arguments(
            asLabels,
            file(new int[] {0x801, 1}, new byte[] {-1}),
            "label 255 at position 0 is not a digit" + TEN_CLASSES));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void saysInOneLineWhatIsWrong(IdxKind kind, byte[] bytes, String message) throws IOException {
    Path file = write(bytes);

    assertThatThrownBy(() -> IdxReader.read(file, kind))
        .isInstanceOf(DataException.class)
        .hasMessage(file + ": " + message);
  }

  @Test
  void refusesGzipThatIsCutShort() throws IOException {
    byte[] zipped = gzip(IdxBytes.images(2));
    assertCorrupt(Arrays.copyOf(zipped, zipped.length - 20));
    assertCorrupt(Arrays.copyOf(zipped, 5));
  }

  @Test
  void refusesGzipWhoseChecksumIsWrong() throws IOException {
    byte[] zipped = gzip(IdxBytes.images(2));
    zipped[zipped.length - 6] ^= 1;
    assertCorrupt(zipped);
  }

  @Test
  void refusesGzipWithDamagedBlocks() throws IOException {
    byte[] zipped = gzip(IdxBytes.images(2));
    zipped[10] = (byte) 0xff;
    assertCorrupt(zipped);
  }

  @Test
  void saysWhatCannotBeRead() {
    Path missing = directory.resolve("missing");
    assertThatThrownBy(() -> IdxReader.read(missing, IdxKind.IMAGES))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(missing + ": cannot be read (")
        .hasMessageContaining("NoSuchFileException");
    assertThatThrownBy(() -> IdxReader.read(directory, IdxKind.IMAGES))
        .hasMessageStartingWith(directory + ": cannot be read (");
  }

  @Test
  void spendsNoMemoryOnAHeadersLie() throws IOException {
    byte[] lie = file(new int[] {0x803, 340_000, 28, 28}, new byte[IMAGE_BYTES]);

    assertRefusedWithin(2 << 20, write(lie), "cut short");
    assertRefusedWithin(2 << 20, write(gzip(lie)), "cut short");
  }

  @Test
  void doesNotInflateAGzipBomb() throws IOException {
    byte[] bomb = file(new int[] {0x803, 1, 28, 28}, new byte[64 << 20]);

    assertRefusedWithin(2 << 20, write(gzip(bomb)), "bytes follow the 1 images");
  }

  private static void assertRefusedWithin(long mostBytes, Path file, String message) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    assertThatThrownBy(() -> IdxReader.read(file, IdxKind.IMAGES)).hasMessageContaining(message);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(mostBytes);
  }

  private void assertCorrupt(byte[] bytes) throws IOException {
    Path file = write(bytes);
    assertThatThrownBy(() -> IdxReader.read(file, IdxKind.IMAGES))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(file + ": the gzip stream is corrupt or cut short")
        .hasMessageEndingWith(AGAIN);
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(Files.createTempFile(directory, "idx", ""), bytes);
  }
}
