package dev.digitgan.trainer.data;

import dev.digitgan.checkpoint.name.Sha256;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads IDX files strictly, raw or gzipped, which it tells by their content.
 *
 * <p>Memory follows the bytes of the file, never the claim of its header, which is itself limited;
 * at most one byte past the claim is inflated.
 */
final class IdxReader {
  static final int SIDE = 28;
  static final int MOST_ITEMS = 340_000;
  private static final int UNSIGNED_BYTE = 0x08;
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;
  private static final String FETCH_AGAIN = "fetch the file again";
  private static final String USE_DIGITS =
      String.format(
          Locale.ROOT,
          "use files in MNIST's format, %1$d x %1$d unsigned bytes with labels 0 to 9",
          SIDE);

  private static final String TEN_CLASSES =
      "every recipe takes ten classes, since a digit classifier judges its versions: keep ten"
          + " classes, and number them from 0";

  private final Path file;
  private final IdxKind kind;

  private IdxReader(Path file, IdxKind kind) {
    this.file = file;
    this.kind = kind;
  }

  static IdxFile read(Path file, IdxKind kind) throws DataException {
    return new IdxReader(file, kind).read();
  }

  private IdxFile read() throws DataException {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
        InputStream plain = uncompressed(raw);
        DigestInputStream in = new DigestInputStream(plain, Sha256.newDigest())) {
      int count = readHeader(in);
      byte[] values = readValues(in, count);
      String sha256 = Sha256.of(in.getMessageDigest()).hex();
      return new IdxFile(count, values, sha256);
    } catch (DataException e) {
      throw e;
    } catch (ZipException | EOFException e) {
      throw refuse(FETCH_AGAIN, "the gzip stream is corrupt or cut short (%s)", e.getMessage());
    } catch (IOException e) {
      throw DataException.unreadable(file, e);
    }
  }

  private static InputStream uncompressed(InputStream raw) throws IOException {
    raw.mark(2);
    boolean gzip = raw.read() == GZIP_FIRST && raw.read() == GZIP_SECOND;
    raw.reset();
    return gzip ? new GZIPInputStream(raw, BUFFER_BYTES) : raw;
  }

  private int readHeader(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(kind.headerBytes());
    if (bytes.length == 0) {
      throw refuse(FETCH_AGAIN, "the file is empty");
    }
    if (bytes.length < Integer.BYTES) {
      throw refuse(FETCH_AGAIN, "not an IDX file: it holds only %d bytes", bytes.length);
    }
    ByteBuffer header = ByteBuffer.wrap(bytes);
    checkMagic(header.getInt());
    if (bytes.length < kind.headerBytes()) {
      throw refuse(
          FETCH_AGAIN,
          "cut short: the header has %d of %d bytes",
          bytes.length,
          kind.headerBytes());
    }
    int count = header.getInt();
    if (count <= 0) {
      throw refuse(FETCH_AGAIN, "the header says %d %s", count, kind.noun());
    }
    if (kind == IdxKind.IMAGES) {
      checkShape(header.getInt(), header.getInt());
    }
    if (count > MOST_ITEMS) {
      throw refuse(
          "split the set into smaller ones, or " + FETCH_AGAIN,
          "the header says %d %s, more than the limit of %d",
          count,
          kind.noun(),
          MOST_ITEMS);
    }
    return count;
  }

  private void checkMagic(int magic) throws DataException {
    if (magic == kind.magic()) {
      return;
    }
    String found =
        String.format(
            Locale.ROOT, "magic number 0x%08x found, 0x%08x expected", magic, kind.magic());
    for (IdxKind other : IdxKind.values()) {
      if (magic == other.magic()) {
        throw refuse(
            "check whether the two files were swapped",
            "holds %s where %s are expected (%s)",
            other.noun(),
            kind.noun(),
            found);
      }
    }
    if (magic >>> 16 != 0) {
      throw refuse(FETCH_AGAIN, "not an IDX file (%s)", found);
    }
    int type = magic >>> 8;
    if (type != UNSIGNED_BYTE) {
      throw refuse(
          USE_DIGITS,
          "element type 0x%02x where 0x%02x, unsigned byte, is expected (%s)",
          type,
          UNSIGNED_BYTE,
          found);
    }
    throw refuse(
        USE_DIGITS,
        "%d dimensions where %d are expected for %s (%s)",
        magic & 0xff,
        kind.magic() & 0xff,
        kind.noun(),
        found);
  }

  private void checkShape(int height, int width) throws DataException {
    if (height != SIDE || width != SIDE) {
      throw refuse(
          USE_DIGITS, "images of %d x %d where %3$d x %3$d is expected", height, width, SIDE);
    }
  }

  private byte[] readValues(InputStream in, int count) throws IOException {
    int expected = count * (kind == IdxKind.IMAGES ? SIDE * SIDE : 1);
    // Collects pieces as they arrive, so that a false claim costs no memory.
    byte[] values = in.readNBytes(expected);
    if (values.length < expected) {
      throw refuse(
          FETCH_AGAIN, "cut short: %d of %d bytes after the header", values.length, expected);
    }
    if (in.read() != -1) {
      throw refuse(FETCH_AGAIN, "bytes follow the %d %s that the header says", count, kind.noun());
    }
    if (kind == IdxKind.LABELS) {
      checkLabels(values);
    }
    return values;
  }

  private void checkLabels(byte[] values) throws DataException {
    for (int i = 0; i < values.length; i++) {
      int label = Byte.toUnsignedInt(values[i]);
      if (label >= DigitSet.CLASSES) {
        throw refuse(TEN_CLASSES, "label %d at position %d is not a digit", label, i);
      }
    }
  }

  private DataException refuse(String remedy, String problem, @Nullable Object... values) {
    return DataException.of(file, String.format(Locale.ROOT, problem, values), remedy);
  }

  /**
   * An IDX file that was read and checked.
   *
   * @param values the bytes after the header; the holder of this record owns them
   * @param sha256 of the whole uncompressed file, in hex
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared; megabytes that are handed over
  record IdxFile(int count, byte[] values, String sha256) {}

  /** The two files of a labelled image set. */
  enum IdxKind {
    IMAGES(0x0803, 3),
    LABELS(0x0801, 1);

    private final int magic;
    private final int dimensionCount;

    IdxKind(int magic, int dimensionCount) {
      this.magic = magic;
      this.dimensionCount = dimensionCount;
    }

    int magic() {
      return magic;
    }

    int headerBytes() {
      return Integer.BYTES * (1 + dimensionCount);
    }

    byte[] header(int... dimensions) {
      ByteBuffer header = ByteBuffer.allocate(headerBytes()).putInt(magic);
      for (int dimension : dimensions) {
        header.putInt(dimension);
      }
      return header.array();
    }

    String noun() {
      return this == IMAGES ? "images" : "labels";
    }
  }
}
