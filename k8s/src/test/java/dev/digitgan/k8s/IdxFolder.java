package dev.digitgan.k8s;

import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.data.EmbeddedDigits;
import dev.digitgan.trainer.data.Split;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder of MNIST's file names that holds digits of our own strokes. */
public final class IdxFolder {
  private IdxFolder() {}

  /** Of images to train on alone. */
  public static Path write(Path directory, int count) throws IOException {
    return write(directory, EmbeddedDigits.draw(1, Split.TRAIN, count), "train");
  }

  /** Of as many images to test by, too. */
  public static Path writeBoth(Path directory, int count) throws IOException {
    write(directory, EmbeddedDigits.draw(1, Split.TEST, count), "t10k");
    return write(directory, count);
  }

  private static Path write(Path directory, DigitSet digits, String split) throws IOException {
    int count = digits.count();
    ByteBuffer images = ByteBuffer.allocate(16 + count * digits.imageBytes());
    images.putInt(0x803).putInt(count).putInt(digits.height()).putInt(digits.width());
    ByteBuffer labels = ByteBuffer.allocate(8 + count).putInt(0x801).putInt(count);
    byte[] image = new byte[digits.imageBytes()];
    for (int i = 0; i < count; i++) {
      digits.copyImage(i, image, 0);
      images.put(image);
      labels.put((byte) digits.label(i));
    }
    Files.createDirectories(directory);
    Files.write(directory.resolve(split + "-images-idx3-ubyte"), images.array());
    Files.write(directory.resolve(split + "-labels-idx1-ubyte"), labels.array());
    return directory;
  }
}
