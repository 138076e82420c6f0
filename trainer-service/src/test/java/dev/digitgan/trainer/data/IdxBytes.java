package dev.digitgan.trainer.data;

import dev.digitgan.checkpoint.name.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/** IDX files as bytes, well-formed and not. */
public final class IdxBytes {
  static final int IMAGE_BYTES = 28 * 28;

  private IdxBytes() {}

  /** Big-endian words, then bytes. */
  static byte[] file(int[] header, byte[] values) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * header.length + values.length);
    for (int word : header) {
      buffer.putInt(word);
    }
    return buffer.put(values).array();
  }

  static byte[] images(int count) {
    byte[] pixels = new byte[count * IMAGE_BYTES];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i / IMAGE_BYTES * 31 + i);
    }
    return file(new int[] {0x803, count, 28, 28}, pixels);
  }

  static byte[] labels(int count) {
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) (i % 10);
    }
    return file(new int[] {0x801, count}, labels);
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return zipped.toByteArray();
  }

  static String sha256(byte[]... parts) {
    var sha = Sha256.newDigest();
    for (byte[] part : parts) {
      sha.update(part);
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  /** A train split of {@code count} images under the published names. */
  public static void writeTrain(Path directory, int count) throws IOException {
    Files.createDirectories(directory);
    Files.write(directory.resolve("train-images-idx3-ubyte"), images(count));
    Files.write(directory.resolve("train-labels-idx1-ubyte.gz"), gzip(labels(count)));
  }

  /** Both splits under the published names. */
  public static void write(Path directory, DigitSet train, DigitSet test) throws IOException {
    Files.createDirectories(directory);
    write(directory, train, Split.TRAIN);
    write(directory, test, Split.TEST);
  }

  private static void write(Path directory, DigitSet set, Split split) throws IOException {
    byte[] labels = new byte[set.count()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (byte) set.label(i);
    }
    Files.write(directory.resolve(split.imagesFile()), images(set));
    Files.write(
        directory.resolve(split.labelsFile()), file(new int[] {0x801, labels.length}, labels));
  }

  /** An IDX file of {@code set}'s images. */
  public static byte[] images(DigitSet set) {
    byte[] pixels = new byte[set.count() * IMAGE_BYTES];
    for (int i = 0; i < set.count(); i++) {
      set.copyImage(i, pixels, i * IMAGE_BYTES);
    }
    return file(new int[] {0x803, set.count(), 28, 28}, pixels);
  }
}
