package dev.digitgan.trainer.quality.classifier;

import static com.google.common.base.Preconditions.checkArgument;

import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.quality.figure.Rows;
import java.util.Arrays;
import java.util.Objects;

/** Images of one size without labels: unsigned bytes, rows from the top. Immutable. */
public final class GreyImages {
  private final byte[] pixels;
  private final int imageBytes;

  private GreyImages(byte[] pixels, int imageBytes) {
    this.pixels = pixels;
    this.imageBytes = imageBytes;
  }

  /** Makes images that own {@code pixels}, image by image: the caller must not write to them. */
  public static GreyImages owning(byte[] pixels, int imageBytes) {
    checkArgument(
        imageBytes >= 1 && pixels.length > 0 && pixels.length % imageBytes == 0,
        "%s bytes are not images of %s bytes",
        pixels.length,
        imageBytes);
    return new GreyImages(pixels, imageBytes);
  }

  public static GreyImages of(DigitSet set) {
    byte[] pixels = new byte[Math.multiplyExact(set.count(), set.imageBytes())];
    for (int i = 0; i < set.count(); i++) {
      set.copyImage(i, pixels, i * set.imageBytes());
    }
    return new GreyImages(pixels, set.imageBytes());
  }

  public int count() {
    return pixels.length / imageBytes;
  }

  public int imageBytes() {
    return imageBytes;
  }

  public int pixel(int image, int pixel) {
    return pixels[Objects.checkIndex(image, count()) * imageBytes + pixel] & 0xFF;
  }

  public void copyImage(int image, byte[] into, int at) {
    System.arraycopy(pixels, Objects.checkIndex(image, count()) * imageBytes, into, at, imageBytes);
  }

  /** Copies the images with those indices, in that order. */
  public GreyImages select(int... images) {
    byte[] selected = new byte[Math.multiplyExact(images.length, imageBytes)];
    for (int i = 0; i < images.length; i++) {
      copyImage(images[i], selected, i * imageBytes);
    }
    return owning(selected, imageBytes);
  }

  /** Extracts one of several interleaved channels. */
  public GreyImages channel(int channel, int channels) {
    byte[] plane = new byte[pixels.length / channels];
    for (int i = 0; i < plane.length; i++) {
      plane[i] = pixels[i * channels + channel];
    }
    return owning(plane, imageBytes / channels);
  }

  /** The first {@code count} images, or all if there are fewer. */
  public GreyImages first(int count) {
    return count >= count() ? this : owning(Arrays.copyOf(pixels, count * imageBytes), imageBytes);
  }

  /** The pixels as numbers from 0 to 1, a row for each image. */
  public Rows rows() {
    float[] values = new float[pixels.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (pixels[i] & 0xFF) / 255f;
    }
    return Rows.owning(values, imageBytes);
  }
}
