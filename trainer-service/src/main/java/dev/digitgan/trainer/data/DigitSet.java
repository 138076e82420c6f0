package dev.digitgan.trainer.data;

import static com.google.common.base.Preconditions.checkArgument;

import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.trainer.data.IdxReader.IdxKind;
import java.security.MessageDigest;
import java.util.Objects;

/**
 * Labelled grey images: rows from the top, unsigned bytes, 0 = background. Immutable; a {@link
 * #slice} shares its parent's bytes.
 */
public final class DigitSet {
  public static final int CLASSES = 10;

  private final String name;
  private final int height;
  private final int width;
  private final byte[] pixels;
  private final byte[] labels;
  private final int from;
  private final int count;
  private final String digest;

  private DigitSet(String name, int height, int width, byte[] pixels, byte[] labels, Range range) {
    this.name = name;
    this.height = height;
    this.width = width;
    this.pixels = pixels;
    this.labels = labels;
    this.from = range.from();
    this.count = range.count();
    this.digest = canonicalDigest();
  }

  /**
   * Makes a set that owns both arrays: the caller must not write to them again.
   *
   * @param pixels count * height * width bytes, image by image
   * @param labels count bytes, each in 0..9
   */
  public static DigitSet owning(String name, int height, int width, byte[] pixels, byte[] labels) {
    checkArgument(
        height > 0 && width > 0 && labels.length > 0,
        "%s images of %s x %s",
        labels.length,
        height,
        width);
    checkArgument(
        pixels.length == (long) labels.length * height * width,
        "%s bytes for %s images of %s x %s",
        pixels.length,
        labels.length,
        height,
        width);
    for (int i = 0; i < labels.length; i++) {
      checkArgument(
          labels[i] >= 0 && labels[i] < CLASSES, "label %s of image %s", (int) labels[i], i);
    }
    return new DigitSet(name, height, width, pixels, labels, new Range(0, labels.length));
  }

  /** A name like "mnist", "embedded-digits" or that of a folder; a slice has its parent's. */
  public String name() {
    return name;
  }

  public int count() {
    return count;
  }

  public int height() {
    return height;
  }

  public int width() {
    return width;
  }

  public int imageBytes() {
    return height * width;
  }

  /** The label of an image, in 0..9. */
  public int label(int index) {
    return labels[from + Objects.checkIndex(index, count)];
  }

  /** Copies {@link #imageBytes} bytes to {@code into} from position {@code at}. */
  public void copyImage(int index, byte[] into, int at) {
    int image = from + Objects.checkIndex(index, count);
    System.arraycopy(pixels, image * imageBytes(), into, at, imageBytes());
  }

  /** The images from {@code start} to before {@code end}, at least one. */
  public DigitSet slice(int start, int end) {
    Objects.checkFromToIndex(start, end, count);
    checkArgument(start < end, "no images between %s and %s", start, end);
    Range range = new Range(from + start, end - start);
    return new DigitSet(name, height, width, pixels, labels, range);
  }

  /** The last sixth, which is held out of training: 10,000 of MNIST's 60,000 images. */
  public DigitSet heldOut() {
    return slice(count - count / 6, count);
  }

  /** All but {@link #heldOut}. */
  public DigitSet trained() {
    return slice(0, count - count / 6);
  }

  /**
   * "sha256:" and the SHA-256, in hex, over the set's uncompressed IDX files, the images' before
   * the labels'. For a downloaded set: {@code zcat train-images-* train-labels-* | sha256sum}.
   */
  public String digest() {
    return digest;
  }

  private String canonicalDigest() {
    MessageDigest sha = Sha256.newDigest();
    sha.update(IdxKind.IMAGES.header(count, height, width));
    sha.update(pixels, from * imageBytes(), count * imageBytes());
    sha.update(IdxKind.LABELS.header(count));
    sha.update(labels, from, count);
    return Sha256.of(sha).toString();
  }

  private record Range(int from, int count) {}
}
