package dev.digitgan.trainer.data;

import dev.digitgan.text.WholeNumbers;
import dev.digitgan.trainer.data.IdxReader.IdxKind;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a file of unlabelled grey images from another program: IDX, raw or gzipped, or NumPy's .npy
 * of unsigned bytes, which it tells by their content.
 *
 * <p>Memory follows the bytes of the file. Source of .npy: NumPy's documentation, numpy.lib.format.
 */
public final class SampleFile {
  private static final byte[] NPY = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int MOST_HEADER_BYTES = 1 << 16;
  private static final Pattern HEADER =
      Pattern.compile(
          "\\{'descr': '\\|u1', 'fortran_order': False, 'shape': \\((\\d{1,9}), (\\d{1,9}),"
              + " (\\d{1,9})\\), \\}\\s*");
  private static final String REMEDY =
      String.format(
          Locale.ROOT,
          "write an array of uint8 and shape (n, %1$d, %1$d) in C order, e.g. by numpy.save",
          IdxReader.SIDE);

  private SampleFile() {}

  /** Reads the images, 28 x 28 bytes each, rows from the top, 0 = background. */
  public static byte[] read(Path file) throws DataException {
    if (!startsAsNpy(file)) {
      return IdxReader.read(file, IdxKind.IMAGES).values();
    }
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      in.skipNBytes(NPY.length);
      int major = in.readUnsignedByte();
      in.readUnsignedByte();
      long length =
          major == 1
              ? Short.toUnsignedLong(Short.reverseBytes(in.readShort()))
              : Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
      if (major < 1 || major > 3 || length > MOST_HEADER_BYTES) {
        throw DataException.of(file, "its header has an unknown version", REMEDY);
      }
      String header = new String(in.readNBytes((int) length), StandardCharsets.ISO_8859_1);
      return pixels(file, header, in);
    } catch (EOFException e) {
      throw DataException.of(file, "it is cut short in its header", REMEDY);
    } catch (DataException e) {
      throw e;
    } catch (IOException e) {
      throw DataException.unreadable(file, e);
    }
  }

  private static byte[] pixels(Path file, String header, DataInputStream in) throws IOException {
    Matcher matcher = HEADER.matcher(header);
    if (!matcher.matches()) {
      throw DataException.of(file, "it holds " + header.strip(), REMEDY);
    }
    int count = WholeNumbers.parseInt(matcher.group(1));
    int side = IdxReader.SIDE;
    if (WholeNumbers.parseInt(matcher.group(2)) != side
        || WholeNumbers.parseInt(matcher.group(3)) != side) {
      throw DataException.of(
          file, "images of %s x %s".formatted(matcher.group(2), matcher.group(3)), REMEDY);
    }
    if (count < 1 || count > IdxReader.MOST_ITEMS) {
      throw DataException.of(
          file,
          String.format(
              Locale.ROOT, "%d images; 1 to %d are accepted", count, IdxReader.MOST_ITEMS),
          REMEDY);
    }
    int expected = count * side * side;
    byte[] values = in.readNBytes(expected);
    if (values.length < expected || in.read() != -1) {
      throw DataException.of(
          file,
          String.format(
              Locale.ROOT,
              "%s bytes where %d follow the header",
              values.length < expected ? values.length : "more",
              expected),
          REMEDY);
    }
    return values;
  }

  private static boolean startsAsNpy(Path file) throws DataException {
    try (var in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(NPY.length), NPY);
    } catch (IOException e) {
      throw DataException.unreadable(file, e);
    }
  }
}
