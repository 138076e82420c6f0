package dev.digitgan.k8s;

import com.google.common.primitives.Bytes;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.data.EmbeddedDigits;
import dev.digitgan.trainer.data.Split;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder of MNIST's file names. */
public final class IdxFolder {
  private static final int SIDE = 28;
  private static final String TRAIN = "train";
  private static final String TEST = "t10k";

  private IdxFolder() {}

  /** Holds digits of our own strokes, to train on alone. */
  public static Path write(Path directory, int count) throws IOException {
    write(directory, TRAIN, EmbeddedDigits.draw(1, Split.TRAIN, count));
    return directory;
  }

  /** Holds digits of our own strokes, to train on and as many to test by. */
  public static Path writeBoth(Path directory, int count) throws IOException {
    write(directory, TEST, EmbeddedDigits.draw(1, Split.TEST, count));
    return write(directory, count);
  }

  /** Holds images of 28x28 pixels, to train on and to test by, which are all called 0. */
  public static void write(Path directory, byte[] train, byte[] test) throws IOException {
    write(directory, TRAIN, train, new byte[train.length / (SIDE * SIDE)]);
    write(directory, TEST, test, new byte[test.length / (SIDE * SIDE)]);
  }

  private static void write(Path directory, String set, DigitSet digits) throws IOException {
    byte[] images = new byte[digits.count() * digits.imageBytes()];
    byte[] labels = new byte[digits.count()];
    for (int i = 0; i < digits.count(); i++) {
      digits.copyImage(i, images, i * digits.imageBytes());
      labels[i] = (byte) digits.label(i);
    }
    write(directory, set, images, labels);
  }

  private static void write(Path directory, String set, byte[] images, byte[] labels)
      throws IOException {
    ByteBuffer header = ByteBuffer.allocate(16);
    header.putInt(0x803).putInt(labels.length).putInt(SIDE).putInt(SIDE);
    ByteBuffer labelHeader = ByteBuffer.allocate(8).putInt(0x801).putInt(labels.length);
    Files.createDirectories(directory);
    Files.write(
        directory.resolve(set + "-images-idx3-ubyte"), Bytes.concat(header.array(), images));
    Files.write(
        directory.resolve(set + "-labels-idx1-ubyte"), Bytes.concat(labelHeader.array(), labels));
  }
}
